package dev.refwarden.evidence;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.Trouble;
import dev.refwarden.object.ObjectId;
import dev.refwarden.object.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks at every tree that a commit brings and its parents do not have, once in a push.
 *
 * <p>Trees that a parent holds at the same place were looked at with the parent, or are settled with
 * it.
 */
final class NewTrees {
    private static final int DEEPEST = 1_000;

    private final Set<ObjectId> wellFormed = ConcurrentHashMap.newKeySet();

    /** Whether the tree was looked at before and is in order. */
    boolean isWellFormed(ObjectId tree) {
        return wellFormed.contains(tree);
    }

    /** The first thing that is wrong with {@code tree} or a folder in it; absent where nothing is. */
    Optional<Trouble> problem(ObjectId tree, List<ObjectId> parentTrees, TreeReading trees) {
        return problem(tree, parentTrees, trees, 0);
    }

    private Optional<Trouble> problem(ObjectId id, List<ObjectId> others, TreeReading trees, int depth) {
        if (others.contains(id) || wellFormed.contains(id)) {
            return Optional.empty();
        }
        if (depth > DEEPEST) {
            return Optional.of(
                    new Trouble(Code.LIMIT_EXCEEDED, "its folders lie deeper in each other than anybody reads"));
        }
        Optional<Trouble> problem = trees.problem(id);
        if (problem.isEmpty()) {
            problem = problemBelow(trees.tree(id).orElse(Tree.EMPTY), others, trees, depth);
        }
        if (problem.isEmpty()) {
            wellFormed.add(id);
        }
        return problem;
    }

    private Optional<Trouble> problemBelow(Tree tree, List<ObjectId> others, TreeReading trees, int depth) {
        for (Tree.Entry entry : tree.entries()) {
            if (entry.isFolder() && !wellFormed.contains(entry.id())) {
                List<ObjectId> counterparts = counterparts(entry.name(), others, trees);
                Optional<Trouble> problem = problem(entry.id(), counterparts, trees, depth + 1);
                if (problem.isPresent()) {
                    return problem;
                }
            }
        }
        return Optional.empty();
    }

    private static List<ObjectId> counterparts(String name, List<ObjectId> others, TreeReading trees) {
        List<ObjectId> found = new ArrayList<>(others.size());
        for (ObjectId other : others) {
            for (Tree.Entry entry : trees.tree(other).orElse(Tree.EMPTY).entries()) {
                if (entry.name().equals(name) && entry.isFolder()) {
                    found.add(entry.id());
                }
            }
        }
        return found;
    }
}
