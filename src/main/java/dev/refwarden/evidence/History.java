package dev.refwarden.evidence;

import dev.refwarden.decision.Advance;
import dev.refwarden.decision.PushedTip;
import dev.refwarden.git.Ancestors;
import dev.refwarden.git.CommitLinks;
import dev.refwarden.git.NewCommits;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.ObjectStore;
import dev.refwarden.git.RefUpdate;
import dev.refwarden.git.Settlement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The commit graph as far as this push has come upon it; answers who comes before whom. */
final class History {
    private static final int MOST_COMPARED = 4;

    private final ObjectStore store;
    private final Map<ObjectId, CommitLinks> known = new HashMap<>();
    /** Whether one commit is before another, by both. */
    private final Map<ObjectId, Map<ObjectId, Boolean>> forward = new HashMap<>();

    /** How many commits more are looked at where one looks new and may not be. */
    private static final int DOUBTFUL = 2_000;

    private final int limit;

    History(ObjectStore store, int limit) {
        this.store = store;
        this.limit = limit;
    }

    /** How many new commits a push may bring. */
    int limit() {
        return limit;
    }

    /** A walk that is yet to be begun. */
    NewCommits newCommits(Settlement settlement, NewCommits.Visitor visitor) {
        return new NewCommits(store, known, settlement, limit, visitor);
    }

    /** One that goes as far back as it must: what it comes upon is in the repository already. */
    NewCommits heldCommits(Settlement settlement, NewCommits.Visitor visitor) {
        return new NewCommits(store, known, settlement, Integer.MAX_VALUE, visitor);
    }

    /** All of {@code tips} and everything before them. */
    Ancestors ancestors(Set<ObjectId> tips) {
        return new Ancestors(store, known, tips);
    }

    /** Whether a commit is settled, so that a walk that reached it would go no further. */
    boolean isSettled(Settlement settlement, ObjectId commit) {
        NewCommits walk = new NewCommits(store, known, settlement, 1, found -> {}).walkFrom(commit);
        return !walk.exceedsLimit()
                && (walk.commits().isEmpty()
                        || walk.walkToTheEnd(DOUBTFUL).commits().isEmpty());
    }

    /** Whether a commit is seen to be settled without looking at much for that. */
    boolean isSettledSoon(Settlement settlement, ObjectId commit) {
        return new NewCommits(store, known, settlement, 1, found -> {}).isSettled(commit, DOUBTFUL);
    }

    /**
     * Commits before {@code tip}, nearest first, as far as they were come upon.
     *
     * @param most how many at most
     * @param alongFirstParents whether others than first parents are left out
     */
    List<ObjectId> before(ObjectId tip, int most, boolean alongFirstParents) {
        Set<ObjectId> found = new LinkedHashSet<>(Set.of(tip));
        Deque<ObjectId> waiting = new ArrayDeque<>(found);
        while (!waiting.isEmpty() && found.size() <= most) {
            CommitLinks links = known.get(waiting.remove());
            List<ObjectId> parents = links == null ? List.of() : links.parents();
            for (ObjectId parent : alongFirstParents ? parents.subList(0, Math.min(1, parents.size())) : parents) {
                if (found.size() <= most && found.add(parent)) {
                    waiting.add(parent);
                }
            }
        }
        found.remove(tip);
        return List.copyOf(found);
    }

    /** Whether {@code after} is {@code before}, or comes after it. */
    boolean isForward(ObjectId before, ObjectId after) {
        Map<ObjectId, Boolean> known = forward.get(before);
        if (known == null) {
            known = new HashMap<>();
            forward.put(before, known);
        }
        Boolean answer = known.get(after);
        if (answer == null) {
            answer = isBefore(before, after);
            known.put(after, answer);
        }
        return answer;
    }

    private boolean isBefore(ObjectId before, ObjectId after) {
        if (before.equals(after)) {
            return true;
        }
        NewCommits walk =
                newCommits(Settlement.before(Set.of(after)), found -> {}).walkFrom(before);
        return !walk.exceedsLimit() && (walk.commits().isEmpty() || isEmptyToTheEnd(walk));
    }

    Advance advance(RefUpdate update, PushedTip before, PushedTip after) {
        if (update.deletes()) {
            return Advance.DELETED;
        }
        if (update.creates()) {
            return Advance.CREATED;
        }
        boolean straight = before.layers().isEmpty()
                && after.layers().isEmpty()
                && before.commit().isPresent()
                && after.commit().isPresent()
                && isForward(before.commit().get(), after.commit().get());
        return straight ? Advance.FORWARD : Advance.FORCED;
    }

    /**
     * The commits that {@code commits}, less {@code settled}, rest on directly; none that another one contains, as far as
     * there are few of them.
     */
    List<ObjectId> base(List<ObjectId> commits, Set<ObjectId> settled) {
        Set<ObjectId> among = new HashSet<>(commits);
        among.removeAll(settled);
        Set<ObjectId> below = new LinkedHashSet<>();
        for (ObjectId commit : among) {
            CommitLinks links = known.get(commit);
            if (links != null) {
                links.parents().stream()
                        .filter(parent -> !among.contains(parent))
                        .forEach(below::add);
            }
        }
        if (below.size() > MOST_COMPARED) {
            return List.copyOf(below);
        }
        return below.stream()
                .filter(one -> below.stream().noneMatch(other -> !other.equals(one) && isForward(one, other)))
                .toList();
    }

    /** Whether {@code before} is on the first-parent line from {@code tip}, as far as that was walked. */
    boolean extendsLine(ObjectId before, ObjectId tip) {
        Optional<ObjectId> at = Optional.of(tip);
        while (at.isPresent() && !at.get().equals(before)) {
            store.lookAtTheClock();
            at = firstParent(at.get());
        }
        return at.isPresent();
    }

    /** Seconds since 1970 by the commit's own claim, 0 where it was not read. */
    long claimedTime(ObjectId commit) {
        CommitLinks links = known.get(commit);
        return links == null ? 0 : links.claimedTime();
    }

    private Optional<ObjectId> firstParent(ObjectId commit) {
        CommitLinks links = known.get(commit);
        return links == null || links.parents().isEmpty()
                ? Optional.empty()
                : Optional.of(links.parents().get(0));
    }

    private static boolean isEmptyToTheEnd(NewCommits walk) {
        return walk.walkToTheEnd(Integer.MAX_VALUE).commits().isEmpty();
    }
}
