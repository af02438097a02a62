package dev.refwarden.replay;

import dev.refwarden.git.CommitLinks;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.ObjectStore;
import dev.refwarden.git.StoredObject;
import dev.refwarden.ledger.SettledTip;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When an administrator first declared a commit settled, with whatever comes after it: an acceptance at that time. */
final class DeclaredTimes {
    private final List<SettledTip> declared = new ArrayList<>();
    private final ObjectStore store;
    private @Nullable Map<ObjectId, Instant> times;

    DeclaredTimes(List<SettledTip> settled, ObjectStore store) {
        settled.stream().filter(tip -> tip.declared().isPresent()).forEach(declared::add);
        declared.sort(Comparator.comparing(tip -> tip.declared().orElseThrow()));
        this.store = store;
    }

    Optional<Instant> of(ObjectId commit) {
        Map<ObjectId, Instant> known = times;
        if (known == null) {
            known = walk();
            times = known;
        }
        return Optional.ofNullable(known.get(commit));
    }

    private Map<ObjectId, Instant> walk() {
        Map<ObjectId, Instant> known = new HashMap<>();
        for (SettledTip tip : declared) {
            Instant time = tip.declared().orElseThrow();
            Deque<ObjectId> open = new ArrayDeque<>(List.of(tip.commit()));
            while (!open.isEmpty()) {
                ObjectId commit = open.remove();
                boolean first = known.putIfAbsent(commit, time) == null;
                if (first && !tip.isSingle() && store.read(commit) instanceof StoredObject.Raw raw) {
                    open.addAll(CommitLinks.of(raw).parents());
                }
            }
        }
        return known;
    }
}
