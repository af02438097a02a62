package dev.refwarden.decision;

import dev.refwarden.git.RefUpdate;
import java.util.AbstractList;
import java.util.HashSet;
import java.util.List;
import java.util.RandomAccess;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The updates of a push in their order; whether one is among them is found without looking at all. */
final class PushedUpdates extends AbstractList<RefUpdate> implements RandomAccess {
    private final List<RefUpdate> updates;
    private @Nullable Set<RefUpdate> members;

    private PushedUpdates(List<RefUpdate> updates) {
        this.updates = List.copyOf(updates);
    }

    static List<RefUpdate> of(List<RefUpdate> updates) {
        return updates instanceof PushedUpdates known ? known : new PushedUpdates(updates);
    }

    @Override
    public RefUpdate get(int index) {
        return updates.get(index);
    }

    @Override
    public int size() {
        return updates.size();
    }

    @Override
    public boolean contains(@Nullable Object update) {
        Set<RefUpdate> known = members;
        if (known == null) {
            known = new HashSet<>(updates);
            members = known;
        }
        return update instanceof RefUpdate && known.contains(update);
    }
}
