package dev.refwarden.git;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a tree changes against others: every path at which it differs from each of them.
 *
 * <p>Against one parent's tree that is an ordinary difference, a rename being a removal and an
 * addition; against several it is what a merge itself brought in; against none it is everything.
 *
 * <p>Folders that hold each other many times over can mean more files than there are anywhere: the same folders are compared once
 * for each place at which what is looked for differs.
 *
 * @param <P> where in what is looked for a folder lies; equal ones find the same in the same folders
 * @param <F> what is found
 */
public final class TreeChanges<P, F> {
    /** Longer paths than any file system takes; only made to exhaust whoever compares them. */
    static final int LONGEST_PATH = 16_384;

    /** How deep in each other folders are compared. */
    public static final int DEEPEST = 1_000;

    /** Beyond so many, folders are compared again; whoever compares looks at the clock. */
    private static final int MOST_REMEMBERED = 100_000;

    private final TreeSource trees;
    private final Search<P, F> search;
    private final Map<Meeting<P>, F> known = new HashMap<>();

    /** Where trees are read from; absent is a tree that cannot be judged, which the source reports. */
    @FunctionalInterface
    public interface TreeSource {
        Optional<Tree> tree(ObjectId id);
    }

    /**
     * What is looked for among changes.
     *
     * @param <P> where in it a folder lies
     * @param <F> what is found: empty at first, and left alone once all of a folder was added to it
     */
    public interface Search<P, F> {
        F nothing();

        /** Where a folder lies in a folder at {@code place}. */
        P below(P place, String name);

        /** Whether anything could be found in a folder at {@code place}; if not, it is not looked into. */
        boolean isFutile(P place);

        /**
         * Is shown a change.
         *
         * @param place of the folder
         * @param name in it, the bytes decoded as ISO 8859-1
         * @param elsewhere whether a symbolic link or submodule stands or stood there
         */
        void changed(F found, P place, String name, boolean elsewhere);

        /** Adds what was found in the folder {@code name}. */
        void add(F found, String name, F below);

        /** Folders go on further below each other than anybody compares them. */
        void tooDeep();

        /** Whether nothing more needs to be found. */
        boolean isEnough(F found);

        /** Asked for each name that differs: throws where whoever compares has no time left. */
        default void lookAtTheClock() {}
    }

    private record Meeting<P>(Optional<ObjectId> tree, List<Optional<ObjectId>> others, P place) {}

    public TreeChanges(TreeSource trees, Search<P, F> search) {
        this.trees = trees;
        this.search = search;
    }

    /** Forgets what was found in which folders. */
    public void forget() {
        known.clear();
    }

    /**
     * Compares {@code tree} with each of {@code others}; reads only folders that differ, and those only that were not compared
     * before.
     */
    public F compare(P root, ObjectId tree, List<ObjectId> others) {
        if (others.contains(tree) || search.isFutile(root)) {
            return search.nothing();
        }
        if (known.size() >= MOST_REMEMBERED) {
            forget();
        }
        List<Optional<ObjectId>> sides = others.stream().map(Optional::of).toList();
        return folders(new Meeting<>(Optional.of(tree), sides, root), 0, 0);
    }

    private F folders(Meeting<P> meeting, int depth, int length) {
        F before = known.get(meeting);
        if (before != null) {
            return before;
        }
        F found = search.nothing();
        for (Row row : rows(meeting)) {
            if (search.isEnough(found)) {
                return found;
            }
            compare(row, meeting.place(), found, depth, length);
        }
        if (known.size() < MOST_REMEMBERED) {
            known.put(meeting, found);
        }
        return found;
    }

    private Iterable<Row> rows(Meeting<P> meeting) {
        List<Tree> sides = new ArrayList<>(meeting.others().size() + 1);
        sides.add(read(meeting.tree()));
        meeting.others().forEach(other -> sides.add(read(other)));
        return Row.of(sides);
    }

    private Tree read(Optional<ObjectId> folder) {
        return folder.flatMap(trees::tree).orElse(Tree.EMPTY);
    }

    private void compare(Row row, P place, F found, int depth, int length) {
        if (row.isNoChange()) {
            return;
        }
        search.lookAtTheClock();
        if (row.isFileChange()) {
            search.changed(found, place, row.name(), row.isAnyElsewhere());
        }
        Meeting<P> below = null;
        if (row.isAnyFolder()) {
            P there = search.below(place, row.name());
            below = search.isFutile(there) ? null : new Meeting<>(row.folder(0), row.otherFolders(), there);
        }
        if (below != null) {
            int further = length + row.name().length() + 1;
            if (depth == DEEPEST || further > LONGEST_PATH) {
                search.tooDeep();
            } else {
                search.add(found, row.name(), folders(below, depth + 1, further));
            }
        }
    }
}
