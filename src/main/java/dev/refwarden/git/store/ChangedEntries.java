package dev.refwarden.git.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * The files in which the second of several trees differs from all the others.
 *
 * @param entries those that are held
 * @param more how many others were seen
 * @param isWhole whether all folders were entered
 */
record ChangedEntries(List<DiffEntry> entries, int more, boolean isWhole) {
    private static final int MOST_HELD = 20_000;
    private static final int DEEPEST = 1_000;
    private static final long COST_OF_A_TREE = 1L << 12;
    private static final long LARGEST_TREE = 16L << 20;

    ChangedEntries {
        entries = List.copyOf(entries);
    }

    /** Whether a tree is small enough to be read, the budget allowing. */
    static boolean isReadable(long size, ComparisonBudget budget) {
        return size <= LARGEST_TREE && budget.trees.take(size + COST_OF_A_TREE) && !budget.isOver();
    }

    static ChangedEntries of(TreeWalk walk, ComparisonBudget budget) throws IOException {
        List<DiffEntry> entries = new ArrayList<>();
        int more = 0;
        boolean whole = true;
        while (walk.next()) {
            if (walk.isSubtree()) {
                if (walk.getDepth() < DEEPEST && isReadable(size(walk), budget)) {
                    walk.enterSubtree();
                } else {
                    whole = false;
                }
            } else if (differsFromAll(walk)) {
                if (entries.size() < MOST_HELD && budget.names.take(walk.getPathLength())) {
                    entries.add(ComparedEntry.of(walk));
                } else {
                    more++;
                }
            }
        }
        return new ChangedEntries(entries, more, whole);
    }

    /** How many bytes are read to enter the folder, in all trees together. */
    private static long size(TreeWalk walk) throws IOException {
        ObjectReader reader = walk.getObjectReader();
        long size = 0;
        for (int i = 0; i < walk.getTreeCount(); i++) {
            if (walk.getRawMode(i) == FileMode.TREE.getBits()) {
                size += reader.getObjectSize(walk.getObjectId(i), Constants.OBJ_TREE);
            }
        }
        return size;
    }

    private static boolean differsFromAll(TreeWalk walk) {
        for (int i = 0; i < walk.getTreeCount(); i++) {
            if (i != 1 && walk.getRawMode(i) == walk.getRawMode(1) && walk.idEqual(i, 1)) {
                return false;
            }
        }
        return true;
    }
}
