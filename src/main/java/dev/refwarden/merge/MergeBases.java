package dev.refwarden.merge;

import dev.refwarden.object.CommitLinks;
import dev.refwarden.object.ObjectId;
import dev.refwarden.object.ObjectStore;
import dev.refwarden.object.ObjectType;
import dev.refwarden.object.StoredObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * The best common ancestors of commits: those that no other common ancestor comes after. Claimed times only decide in which
 * order commits are looked at, never what comes out, except for commits whose clocks differ by more than a month.
 */
final class MergeBases {
    private static final int MOST_KEPT = 200_000;
    private static final long SLACK_SECONDS = 30L * 24 * 60 * 60;

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

    /** In no order that means anything; empty where histories have nothing in common. */
    List<ObjectId> of(List<ObjectId> one, ObjectId other) {
        if (one.contains(other)) {
            return List.of(other);
        }
        Map<ObjectId, Integer> flags = new HashMap<>();
        PriorityQueue<ObjectId> open = new PriorityQueue<>(
                Comparator.comparingLong((ObjectId id) -> links(id).claimedTime())
                        .reversed());
        Set<ObjectId> found = new HashSet<>();
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
        return found.size() < 2 ? List.copyOf(found) : independent(List.copyOf(found));
    }

    /** Those of {@code commits} that no other of them contains, found over their merge bases. */
    List<ObjectId> independentOfAll(List<ObjectId> commits) {
        List<ObjectId> independent = new ArrayList<>();
        for (ObjectId commit : commits) {
            List<ObjectId> others = new ArrayList<>(commits);
            others.remove(commit);
            if (!of(others, commit).contains(commit)) {
                independent.add(commit);
            }
        }
        return independent;
    }

    /** Those of {@code commits} that no other of them comes after, walked to the end. */
    List<ObjectId> independent(List<ObjectId> commits) {
        Set<ObjectId> left = new java.util.LinkedHashSet<>(commits);
        long oldest = Long.MAX_VALUE;
        for (ObjectId commit : commits) {
            oldest = Math.min(oldest, links(commit).claimedTime());
        }
        for (ObjectId commit : commits) {
            if (left.contains(commit)) {
                left.removeAll(before(commit, oldest - SLACK_SECONDS));
            }
        }
        return List.copyOf(left);
    }

    private Set<ObjectId> before(ObjectId commit, long since) {
        Set<ObjectId> seen = new HashSet<>();
        Deque<ObjectId> open = new ArrayDeque<>(links(commit).parents());
        while (!open.isEmpty()) {
            clock.check();
            ObjectId id = open.remove();
            if (seen.add(id) && links(id).claimedTime() >= since) {
                open.addAll(links(id).parents());
            }
        }
        return seen;
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
                    ? CommitLinks.of(raw.bytes())
                    : new CommitLinks(List.of(), 0);
            if (known.size() >= MOST_KEPT) {
                known.clear();
            }
            known.put(id, links);
        }
        return links;
    }
}
