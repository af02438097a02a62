package dev.refwarden.evidence;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.Failure;
import dev.refwarden.decision.Limit;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks at every tree that a commit brings, once in a push.
 *
 * <p>Passed over is what a parent holds at the same place, if that parent is settled under the rule or looked at in this very
 * push: so an oddity that has long been there blocks no new work, but it is not thereby in order anywhere else.
 */
final class NewTrees {
    private static final int DEEPEST = 1_000;

    /** Beyond so many, folders are looked at again; whoever reads them looks at the clock. */
    private static final int MOST_REMEMBERED = 100_000;

    /** Nothing in it was passed over. */
    private final Set<ObjectId> wellFormed = ConcurrentHashMap.newKeySet();

    /** Folders that are in order, with what is in their place on the other side, by which something was passed over. */
    private final Set<List<ObjectId>> met = ConcurrentHashMap.newKeySet();

    /** Whether the tree was looked at before and is in order. */
    boolean isWellFormed(ObjectId tree) {
        return wellFormed.contains(tree);
    }

    /**
     * The first thing that is wrong with {@code tree} or a folder in it; absent where nothing is.
     *
     * @param parentTrees of the parents that are settled or looked at as well
     */
    Optional<Failure> problem(ObjectId tree, List<ObjectId> parentTrees, TreeReading trees) {
        if (met.size() >= MOST_REMEMBERED) {
            met.clear();
        }
        Look look = new Look(trees);
        look.at(tree, parentTrees, 0);
        return look.problem;
    }

    /** One look at a commit's tree. */
    private final class Look {
        private final TreeReading trees;
        private Optional<Failure> problem = Optional.empty();

        Look(TreeReading trees) {
            this.trees = trees;
        }

        /** Answers whether everything in it was looked at and is in order. */
        boolean at(ObjectId id, List<ObjectId> others, int depth) {
            if (wellFormed.contains(id)) {
                return true;
            }
            List<ObjectId> meeting = new ArrayList<>(others);
            meeting.add(id);
            if (others.contains(id) || met.contains(meeting)) {
                return false;
            }
            problem = depth > DEEPEST
                    ? Optional.of(new Failure(Code.LIMIT_EXCEEDED, "its " + Limit.FOLDERS.exceeded(DEEPEST)))
                    : trees.problem(id);
            boolean whole = problem.isEmpty();
            for (Tree.Entry entry : trees.tree(id).orElse(Tree.EMPTY).entries()) {
                if (problem.isEmpty()) {
                    whole &= at(id, entry, others, depth);
                }
            }
            if (whole && problem.isEmpty()) {
                wellFormed.add(id);
            } else if (problem.isEmpty() && met.size() < MOST_REMEMBERED) {
                met.add(meeting);
            }
            return whole;
        }

        private boolean at(ObjectId folder, Tree.Entry entry, List<ObjectId> others, int depth) {
            List<ObjectId> counterparts = new ArrayList<>(others.size());
            for (ObjectId other : others) {
                Optional<Tree.Entry> there = trees.entry(other, entry.name());
                if (there.isPresent() && there.get().mode() == entry.mode()) {
                    counterparts.add(there.get().id());
                }
            }
            if (entry.isFolder()) {
                return at(entry.id(), counterparts, depth + 1);
            }
            if (counterparts.contains(entry.id())) {
                return false;
            }
            problem = trees.wrongType(folder, entry);
            return problem.isEmpty();
        }
    }
}
