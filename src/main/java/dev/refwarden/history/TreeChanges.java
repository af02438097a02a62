package dev.refwarden.history;

import dev.refwarden.object.ObjectId;
import dev.refwarden.object.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a tree changes against others: every path at which it differs from each of them.
 *
 * <p>Against one parent's tree that is an ordinary difference, a rename being a removal and an
 * addition; against several it is what a merge itself brought in; against none it is everything.
 */
public final class TreeChanges {
    /** Longer paths than any file system takes; only made to exhaust whoever compares them. */
    static final int LONGEST_PATH = 16_384;

    private static final int DEEPEST = 1_000;
    private static final long MANY = 100_000;
    private static final long MOST_REPEATED = 16;

    private final TreeSource trees;
    private final Visitor visitor;
    /** Folders that were compared: a few that hold each other many times over can mean more files than there are anywhere. */
    private final Set<List<Optional<ObjectId>>> met = new HashSet<>();

    private long all;
    private long distinct;
    private boolean exhausted;
    private int depth;

    /** Where trees are read from; absent is a tree that cannot be judged, which the source reports. */
    @FunctionalInterface
    public interface TreeSource {
        Optional<Tree> tree(ObjectId id);
    }

    /** Is shown each change. */
    public interface Visitor {
        /**
         * @param path bytes decoded as ISO 8859-1, segments joined by {@code /}
         * @param elsewhere whether a symbolic link or submodule stands or stood there
         */
        void changed(String path, boolean elsewhere);

        /** Folders go on below {@code path} further, or repeat each other more often, than anybody compares them. */
        void tooDeep(String path);
    }

    public TreeChanges(TreeSource trees, Visitor visitor) {
        this.trees = trees;
        this.visitor = visitor;
    }

    /** Compares {@code tree} with each of {@code others}; reads only folders that differ. */
    public void compare(ObjectId tree, List<ObjectId> others) {
        if (!others.contains(tree)) {
            compareFolders(
                    "", Optional.of(tree), others.stream().map(Optional::of).toList());
        }
    }

    private void compareFolders(String prefix, Optional<ObjectId> tree, List<Optional<ObjectId>> others) {
        Map<String, Tree.@Nullable Entry[]> rows = new TreeMap<>();
        int columns = others.size() + 1;
        fill(rows, 0, columns, tree);
        for (int i = 0; i < others.size(); i++) {
            fill(rows, i + 1, columns, others.get(i));
        }
        all += rows.size();
        distinct += met.add(meeting(tree, others)) ? rows.size() : 0;
        if (all > MANY && all > MOST_REPEATED * distinct) {
            exhausted = true;
            visitor.tooDeep(prefix);
            return;
        }
        rows.forEach((name, row) -> compareRow(prefix + name, row));
    }

    private static List<Optional<ObjectId>> meeting(Optional<ObjectId> tree, List<Optional<ObjectId>> others) {
        List<Optional<ObjectId>> meeting = new ArrayList<>(others);
        meeting.add(tree);
        return meeting;
    }

    private void fill(Map<String, Tree.@Nullable Entry[]> rows, int column, int columns, Optional<ObjectId> folder) {
        if (folder.isEmpty()) {
            return;
        }
        for (Tree.Entry entry : trees.tree(folder.get()).orElse(Tree.EMPTY).entries()) {
            rows.computeIfAbsent(entry.name(), name -> new Tree.Entry[columns])[column] = entry;
        }
    }

    private void compareRow(String path, Tree.@Nullable Entry[] row) {
        for (int i = 1; i < row.length; i++) {
            if (same(row[0], row[i])) {
                return;
            }
        }
        if (exhausted) {
            return;
        }
        if (leafDiffers(row)) {
            visitor.changed(path, anyElsewhere(row));
        }
        Optional<ObjectId> folder = folder(row[0]);
        List<Optional<ObjectId>> others = new ArrayList<>(row.length);
        boolean anyFolder = folder.isPresent();
        for (int i = 1; i < row.length; i++) {
            others.add(folder(row[i]));
            anyFolder |= others.get(i - 1).isPresent();
        }
        if (anyFolder) {
            descend(path, folder, others);
        }
    }

    private void descend(String path, Optional<ObjectId> folder, List<Optional<ObjectId>> others) {
        if (depth == DEEPEST || path.length() > LONGEST_PATH) {
            visitor.tooDeep(path.substring(0, Math.min(path.length(), LONGEST_PATH)));
            return;
        }
        depth++;
        compareFolders(path + "/", folder, others);
        depth--;
    }

    /** Whether something other than a folder is here on one side and not the same on every other. */
    private static boolean leafDiffers(Tree.@Nullable Entry[] row) {
        Tree.Entry mine = leaf(row[0]);
        for (int i = 1; i < row.length; i++) {
            if (same(mine, leaf(row[i]))) {
                return false;
            }
        }
        return row.length > 1 || mine != null;
    }

    private static boolean anyElsewhere(Tree.@Nullable Entry[] row) {
        for (Tree.Entry entry : row) {
            if (entry != null && entry.isElsewhere()) {
                return true;
            }
        }
        return false;
    }

    private static Optional<ObjectId> folder(Tree.@Nullable Entry entry) {
        return entry != null && entry.isFolder() ? Optional.of(entry.id()) : Optional.empty();
    }

    private static Tree.@Nullable Entry leaf(Tree.@Nullable Entry entry) {
        return entry != null && entry.isFolder() ? null : entry;
    }

    private static boolean same(Tree.@Nullable Entry one, Tree.@Nullable Entry other) {
        return one == null
                ? other == null
                : other != null && one.mode() == other.mode() && one.id().equals(other.id());
    }
}
