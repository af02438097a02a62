package dev.refwarden.git.merge;

import dev.refwarden.git.CommitLinks;
import dev.refwarden.git.ObjectFormat;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.ObjectStore;
import dev.refwarden.git.ObjectType;
import dev.refwarden.git.StoredObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a commit's parents come to without anybody's doing: the trees of their three-way merges. For one thread.
 *
 * <p>Only independent parents count. There is a merge over each of the parents' merge bases, and where they have several, over the
 * merge of these.
 */
public final class Merges {
    /** More parents, merge bases or ways to merge are not gone into. */
    private static final int MOST_WAYS = 8;

    private static final int MOST_PARENTS = 100;

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
     * @param trees each with what conflicts replaced by something that no repository holds; one for a commit with one parent, none
     *     where nothing can be worked out
     * @param clean those without conflicts
     * @param moved by the new paths, as ISO 8859-1
     * @param objects holds those trees, and all of the repository
     */
    public record Expected(
            List<ObjectId> trees, List<ObjectId> clean, Map<String, Moved> moved, MergeObjects objects) {}

    /** Absent where a parent cannot be read. */
    public Optional<Expected> expected(List<ObjectId> parents) {
        ObjectFormat format =
                parents.isEmpty() ? ObjectFormat.SHA1 : parents.get(0).format();
        MergeObjects objects = new MergeObjects(store, format);
        Set<ObjectId> different = new LinkedHashSet<>(parents);
        if (different.size() > MOST_PARENTS) {
            return Optional.of(new Expected(List.of(), List.of(), Map.of(), objects));
        }
        List<ObjectId> independent = bases.independent(different);
        List<ThreeWay.Result> ways = new ArrayList<>();
        for (int i = 0; i < independent.size(); i++) {
            Optional<ObjectId> tree = tree(independent.get(i));
            if (tree.isEmpty()) {
                return Optional.empty();
            }
            ways = i == 0
                    ? List.of(new ThreeWay.Result(tree.get(), Map.of(), true))
                    : further(ways, independent.subList(0, i), independent.get(i), tree.get(), objects);
        }
        List<ObjectId> clean = ways.stream()
                .filter(ThreeWay.Result::clean)
                .map(ThreeWay.Result::tree)
                .toList();
        Map<String, Moved> moved = new LinkedHashMap<>();
        ways.forEach(way -> moved.putAll(way.moved()));
        return Optional.of(new Expected(ways.stream().map(ThreeWay.Result::tree).toList(), clean, moved, objects));
    }

    /** Whether these are two different parents, of which the first does not contain the second. */
    public boolean canBeClean(List<ObjectId> parents) {
        return parents.size() == 2 && !bases.contains(List.of(parents.get(0)), parents.get(1));
    }

    private List<ThreeWay.Result> further(
            List<ThreeWay.Result> ways, List<ObjectId> before, ObjectId parent, ObjectId tree, MergeObjects objects) {
        List<ObjectId> over = baseTrees(before, parent, objects, 0);
        List<ThreeWay.Result> merged = new ArrayList<>();
        for (ThreeWay.Result way : ways) {
            for (ObjectId base : over) {
                if (merged.size() < MOST_WAYS) {
                    ThreeWay.merge(base, way.tree(), tree, objects, clock)
                            .map(next -> new ThreeWay.Result(
                                    next.tree(), both(way.moved(), next.moved()), next.clean() && way.clean()))
                            .ifPresent(merged::add);
                }
            }
        }
        return merged;
    }

    private static Map<String, Moved> both(Map<String, Moved> some, Map<String, Moved> more) {
        Map<String, Moved> both = new LinkedHashMap<>(some);
        both.putAll(more);
        return both;
    }

    /**
     * The trees of the merge bases of one commit and others, and of the bases' own merge; an empty one where there are no bases.
     */
    private List<ObjectId> baseTrees(List<ObjectId> commits, ObjectId other, MergeObjects objects, int depth) {
        Optional<List<ObjectId>> best = bases.of(commits, other).filter(found -> found.size() <= MOST_WAYS);
        if (best.isEmpty()) {
            return List.of();
        }
        if (best.get().isEmpty()) {
            return List.of(MergeObjects.NOTHING);
        }
        List<ObjectId> trees = new ArrayList<>();
        best.get().forEach(commit -> tree(commit).ifPresent(trees::add));
        if (trees.size() == best.get().size() && trees.size() > 1 && depth < MOST_WAYS) {
            virtual(best.get(), trees, objects, depth).ifPresent(trees::add);
        }
        return trees;
    }

    /** The merge of several merge bases, one after the other, each over the merge of their own bases. */
    private Optional<ObjectId> virtual(List<ObjectId> commits, List<ObjectId> trees, MergeObjects objects, int depth) {
        ObjectId merged = trees.get(0);
        for (int i = 1; i < trees.size(); i++) {
            List<ObjectId> older = baseTrees(commits.subList(0, i), commits.get(i), objects, depth + 1);
            Optional<ObjectId> next = older.isEmpty()
                    ? Optional.empty()
                    : ThreeWay.virtual(older.get(older.size() - 1), merged, trees.get(i), objects, clock);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            merged = next.get();
        }
        return Optional.of(merged);
    }

    private Optional<ObjectId> tree(ObjectId commit) {
        return store.read(commit) instanceof StoredObject.Raw raw && raw.type() == ObjectType.COMMIT
                ? CommitLinks.tree(raw)
                : Optional.empty();
    }
}
