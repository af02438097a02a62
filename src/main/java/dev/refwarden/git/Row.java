package dev.refwarden.git;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is under one name in a tree, at 0, and in others. A file and a folder of one name may be one row or two. */
final class Row {
    private final Tree.@Nullable Entry[] sides;

    private Row(Tree.@Nullable Entry[] sides) {
        this.sides = sides;
    }

    /** All rows of these trees; nothing is copied where they are sorted as Git sorts them. */
    static Iterable<Row> of(List<Tree> trees) {
        for (Tree tree : trees) {
            if (!tree.isSorted()) {
                return byName(trees);
            }
        }
        return () -> new Merging(trees);
    }

    private static Collection<Row> byName(List<Tree> trees) {
        Map<String, Row> rows = new TreeMap<>();
        for (int side = 0; side < trees.size(); side++) {
            for (Tree.Entry entry : trees.get(side).entries()) {
                rows.computeIfAbsent(entry.name(), name -> new Row(new Tree.Entry[trees.size()])).sides[side] = entry;
            }
        }
        return rows.values();
    }

    String name() {
        for (Tree.Entry entry : sides) {
            if (entry != null) {
                return entry.name();
            }
        }
        throw new IllegalStateException("a row of nothing");
    }

    /** Whether it is the same in the tree and in one of the others. */
    boolean isNoChange() {
        for (int i = 1; i < sides.length; i++) {
            if (same(sides[0], sides[i])) {
                return true;
            }
        }
        return false;
    }

    /** Whether something other than a folder is here on one side and not the same on every other. */
    boolean isFileChange() {
        Tree.Entry mine = file(sides[0]);
        for (int i = 1; i < sides.length; i++) {
            if (same(mine, file(sides[i]))) {
                return false;
            }
        }
        return sides.length > 1 || mine != null;
    }

    boolean isAnyElsewhere() {
        for (Tree.Entry entry : sides) {
            if (entry != null && entry.isElsewhere()) {
                return true;
            }
        }
        return false;
    }

    boolean isAnyFolder() {
        for (Tree.Entry entry : sides) {
            if (entry != null && entry.isFolder()) {
                return true;
            }
        }
        return false;
    }

    Optional<ObjectId> folder(int side) {
        Tree.Entry entry = sides[side];
        return entry != null && entry.isFolder() ? Optional.of(entry.id()) : Optional.empty();
    }

    List<Optional<ObjectId>> otherFolders() {
        List<Optional<ObjectId>> folders = new ArrayList<>(sides.length - 1);
        for (int side = 1; side < sides.length; side++) {
            folders.add(folder(side));
        }
        return folders;
    }

    private static Tree.@Nullable Entry file(Tree.@Nullable Entry entry) {
        return entry != null && entry.isFolder() ? null : entry;
    }

    private static boolean same(Tree.@Nullable Entry one, Tree.@Nullable Entry other) {
        return one == null
                ? other == null
                : other != null && one.mode() == other.mode() && one.id().equals(other.id());
    }

    /** Goes along sorted trees side by side. */
    private static final class Merging implements Iterator<Row> {
        private final List<Tree> trees;
        private final int[] at;

        Merging(List<Tree> trees) {
            this.trees = trees;
            this.at = new int[trees.size()];
        }

        private Tree.@Nullable Entry head(int side) {
            List<Tree.Entry> entries = trees.get(side).entries();
            return at[side] < entries.size() ? entries.get(at[side]) : null;
        }

        private Tree.@Nullable Entry least() {
            Tree.Entry least = null;
            for (int side = 0; side < at.length; side++) {
                Tree.Entry head = head(side);
                least = head != null && (least == null || head.inOrder(least) < 0) ? head : least;
            }
            return least;
        }

        @Override
        public boolean hasNext() {
            for (int side = 0; side < at.length; side++) {
                if (head(side) != null) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public Row next() {
            Tree.Entry least = least();
            if (least == null) {
                throw new NoSuchElementException();
            }
            Tree.@Nullable Entry[] row = new Tree.Entry[at.length];
            for (int side = 0; side < at.length; side++) {
                Tree.Entry head = head(side);
                if (head != null && head.inOrder(least) == 0) {
                    row[side] = head;
                    at[side]++;
                }
            }
            return new Row(row);
        }
    }
}
