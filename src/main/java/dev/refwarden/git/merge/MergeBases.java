package dev.refwarden.git.merge;

import dev.refwarden.git.CommitLinks;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.ObjectStore;
import dev.refwarden.git.ObjectType;
import dev.refwarden.git.StoredObject;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * The best common ancestors of commits: those that no other common ancestor comes after. Claimed times only decide in which
 * order commits are looked at, never what comes out.
 */
final class MergeBases {
    private static final int MOST_KEPT = 200_000;
    private static final int MOST_CANDIDATES = 100;

    private static final int ONE = 1;
    private static final int OTHER = 2;
    private static final int STALE = 4;

    private final ObjectStore store;
    private final Clock clock;
    private final Map<ObjectId, CommitLinks> known = new HashMap<>();

    MergeBases(ObjectStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** In no order that means anything, none where histories have nothing in common; absent where they are too many. */
    Optional<List<ObjectId>> of(List<ObjectId> one, ObjectId other) {
        Set<ObjectId> candidates = common(one, other);
        return candidates.size() > MOST_CANDIDATES ? Optional.empty() : Optional.of(independent(candidates));
    }

    /** Those commits that no other of them contains, in their order. */
    List<ObjectId> independent(Collection<ObjectId> commits) {
        Set<ObjectId> left = new LinkedHashSet<>(commits);
        for (ObjectId commit : commits) {
            left.remove(commit);
            if (!contains(left, commit)) {
                left.add(commit);
            }
        }
        return commits.stream().filter(left::contains).distinct().toList();
    }

    /** Whether {@code commit} is one of {@code tips}, or before one of them. */
    boolean contains(Collection<ObjectId> tips, ObjectId commit) {
        // Nothing before a commit can be reached through something after it, so the walk never passes it by.
        return !tips.isEmpty() && common(tips, commit).contains(commit);
    }

    /**
     * Common ancestors, the best among them. Where claimed times belie the order of commits, some may be before others.
     */
    private Set<ObjectId> common(Collection<ObjectId> one, ObjectId other) {
        if (one.contains(other)) {
            return Set.of(other);
        }
        Map<ObjectId, Integer> flags = new HashMap<>();
        PriorityQueue<ObjectId> open = new PriorityQueue<>(
                Comparator.comparingLong((ObjectId id) -> links(id).claimedTime())
                        .reversed());
        Set<ObjectId> found = new LinkedHashSet<>();
        one.forEach(id -> mark(id, ONE, flags, open));
        mark(other, OTHER, flags, open);
        int live = open.size();
        Set<ObjectId> waiting = new HashSet<>(open);
        while (live > 0) {
            clock.check();
            ObjectId id = open.remove();
            int flag = flags.getOrDefault(id, 0);
            live -= isStale(flag) ? 0 : 1;
            int passed = flag;
            if ((flag & (ONE | OTHER)) == (ONE | OTHER)) {
                if (!isStale(flag)) {
                    found.add(id);
                }
                passed |= STALE;
            }
            waiting.remove(id);
            for (ObjectId parent : links(id).parents()) {
                clock.check();
                int before = flags.getOrDefault(parent, 0);
                if ((before | passed) != before) {
                    // Once for each change of its flags; whether it still counts as live may change while it waits.
                    boolean waits = !waiting.add(parent);
                    flags.put(parent, before | passed);
                    if (!waits) {
                        open.add(parent);
                        live += isStale(before | passed) ? 0 : 1;
                    } else if (!isStale(before) && isStale(passed)) {
                        live--;
                    }
                }
            }
        }
        found.removeIf(id -> isStale(flags.getOrDefault(id, 0)));
        return found;
    }

    private static boolean isStale(int flag) {
        return (flag & STALE) != 0;
    }

    private static void mark(ObjectId id, int flag, Map<ObjectId, Integer> flags, PriorityQueue<ObjectId> open) {
        if (flags.merge(id, flag, (a, b) -> a | b) == flag) {
            open.add(id);
        }
    }

    private CommitLinks links(ObjectId id) {
        CommitLinks links = known.get(id);
        if (links == null) {
            links = store.read(id) instanceof StoredObject.Raw raw && raw.type() == ObjectType.COMMIT
                    ? CommitLinks.of(raw)
                    : new CommitLinks(List.of(), 0);
            if (known.size() >= MOST_KEPT) {
                known.clear();
            }
            known.put(id, links);
        }
        return links;
    }
}
