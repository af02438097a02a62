package dev.refwarden.git;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Some commits and everything before them, found newest claimed time first and no further than a question
 * demands. Any number of questions cost one walk together.
 */
public final class Ancestors {
    private final ObjectStore store;
    private final Map<ObjectId, CommitLinks> known;
    private final Set<ObjectId> found = new HashSet<>();
    private final PriorityQueue<Waiting> queue = new PriorityQueue<>(Comparator.comparingLong(Waiting::order));

    /** @param known links of commits that were read before; added to */
    public Ancestors(ObjectStore store, Map<ObjectId, CommitLinks> known, Iterable<ObjectId> tips) {
        this.store = store;
        this.known = known;
        tips.forEach(this::find);
    }

    /** Whether {@code commit} is one of the tips or before one of them. */
    public boolean contain(ObjectId commit) {
        while (!found.contains(commit) && !queue.isEmpty()) {
            store.lookAtTheClock();
            queue.remove().links().parents().forEach(this::find);
        }
        return found.contains(commit);
    }

    private void find(ObjectId commit) {
        if (found.add(commit)) {
            queue.add(new Waiting(links(commit)));
        }
    }

    /** What cannot be read has no parents. */
    private CommitLinks links(ObjectId commit) {
        CommitLinks links = known.get(commit);
        if (links == null) {
            StoredObject object = store.read(commit);
            links = object instanceof StoredObject.Raw raw ? CommitLinks.of(raw) : CommitLinks.NONE;
            known.put(commit, links);
        }
        return links;
    }

    /** A commit whose parents have yet to be found. */
    private record Waiting(CommitLinks links) {
        long order() {
            return -links.claimedTime();
        }
    }
}
