package dev.refwarden.merge;

import dev.refwarden.object.CommitLinks;
import dev.refwarden.object.ObjectId;
import dev.refwarden.object.ObjectStore;
import dev.refwarden.object.ObjectType;
import dev.refwarden.object.StoredObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a commit's parents come to without anybody's doing: the trees of their three-way merges. For one thread.
 *
 * <p>Only independent parents count. There is a merge over each of the parents' merge bases, and where they have several, over the
 * merge of these.
 */
public final class Merges {
    /** More merge bases, or more ways to merge, are not gone into. */
    private static final int MOST_WAYS = 8;

    private final ObjectStore store;
    private final MergeBases bases;
    private final Clock clock;

    public Merges(ObjectStore store, Clock clock) {
        this.store = store;
        this.bases = new MergeBases(store, clock);
        this.clock = clock;
    }

    /**
     * Trees with which a commit's own tree is to be compared: what it differs in from all of them, it changes itself.
     *
     * @param trees each with what conflicts replaced by something that no repository holds; one for a commit with one parent
     * @param clean those without conflicts
     * @param objects holds those trees, and all of the repository
     */
    public record Expected(List<ObjectId> trees, List<ObjectId> clean, MergeObjects objects) {}

    /** Absent where a parent cannot be read. */
    public Optional<Expected> expected(List<ObjectId> parents) {
        MergeObjects objects = new MergeObjects(store);
        Set<ObjectId> different = new LinkedHashSet<>(parents);
        List<ObjectId> independent =
                different.size() < 2 ? List.copyOf(different) : bases.independentOfAll(List.copyOf(different));
        List<ThreeWay.Result> ways = new ArrayList<>();
        for (int i = 0; i < independent.size(); i++) {
            Optional<ObjectId> tree = tree(independent.get(i));
            if (tree.isEmpty()) {
                return Optional.empty();
            }
            ways = i == 0
                    ? List.of(new ThreeWay.Result(tree.get(), true))
                    : further(ways, independent.subList(0, i), independent.get(i), tree.get(), objects);
        }
        List<ObjectId> clean = ways.stream()
                .filter(ThreeWay.Result::clean)
                .map(ThreeWay.Result::tree)
                .toList();
        return Optional.of(new Expected(ways.stream().map(ThreeWay.Result::tree).toList(), clean, objects));
    }

    /** Whether these are two different parents, of which the first does not contain the second. */
    public boolean canBeClean(List<ObjectId> parents) {
        return parents.size() == 2
                && !parents.get(0).equals(parents.get(1))
                && !bases.of(List.of(parents.get(0)), parents.get(1)).contains(parents.get(1));
    }

    private List<ThreeWay.Result> further(
            List<ThreeWay.Result> ways, List<ObjectId> before, ObjectId parent, ObjectId tree, MergeObjects objects) {
        List<ObjectId> over = baseTrees(bases.of(before, parent), objects, 0);
        List<ThreeWay.Result> merged = new ArrayList<>();
        for (ThreeWay.Result way : ways) {
            for (ObjectId base : over) {
                if (merged.size() < MOST_WAYS) {
                    ThreeWay.Result next = ThreeWay.merge(base, way.tree(), tree, objects, clock);
                    merged.add(new ThreeWay.Result(next.tree(), next.clean() && way.clean()));
                }
            }
        }
        return merged;
    }

    /** The trees of merge bases, and of their own merge; an empty one where there are none. */
    private List<ObjectId> baseTrees(List<ObjectId> commits, MergeObjects objects, int depth) {
        List<ObjectId> trees = new ArrayList<>();
        for (ObjectId commit : commits.subList(0, Math.min(MOST_WAYS, commits.size()))) {
            tree(commit).ifPresent(trees::add);
        }
        if (trees.isEmpty()) {
            return List.of(ObjectId.ZERO);
        }
        if (trees.size() > 1 && depth < MOST_WAYS) {
            ObjectId virtual = trees.get(0);
            for (int i = 1; i < trees.size(); i++) {
                List<ObjectId> older = baseTrees(bases.of(commits.subList(0, i), commits.get(i)), objects, depth + 1);
                virtual = ThreeWay.merge(older.get(older.size() - 1), virtual, trees.get(i), objects, clock)
                        .tree();
            }
            trees.add(virtual);
        }
        return trees;
    }

    private Optional<ObjectId> tree(ObjectId commit) {
        return store.read(commit) instanceof StoredObject.Raw raw && raw.type() == ObjectType.COMMIT
                ? CommitLinks.tree(raw.bytes())
                : Optional.empty();
    }
}
