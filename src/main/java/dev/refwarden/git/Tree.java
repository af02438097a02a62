package dev.refwarden.git;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A tree's entries in the order in which they stand.
 *
 * <p>Read for comparison only; that a tree is sorted and holds no name twice is checked elsewhere.
 */
public record Tree(List<Entry> entries) {
    public static final Tree EMPTY = new Tree(List.of());

    public Tree {
        entries = List.copyOf(entries);
    }

    /**
     * One name in a folder.
     *
     * @param mode as Git writes it, octal: {@code 40000} a folder, {@code 120000} a symbolic link,
     *     {@code 160000} a submodule, else a file
     * @param name the bytes of the name decoded as ISO 8859-1, so that different bytes stay different
     */
    public record Entry(int mode, String name, ObjectId id) {
        private static final int TYPE = 0170000;

        public boolean isFolder() {
            return (mode & TYPE) == 0040000;
        }

        /** Compares as Git sorts entries: names as bytes, a folder's as if it ended in a slash; 0 for the same name of the same kind. */
        public int inOrder(Entry other) {
            int common = 0;
            int least = Math.min(name.length(), other.name.length());
            while (common < least && name.charAt(common) == other.name.charAt(common)) {
                common++;
            }
            return charAt(common) - other.charAt(common);
        }

        private int charAt(int index) {
            if (index < name.length()) {
                return name.charAt(index);
            }
            return isFolder() && index == name.length() ? '/' : 0;
        }

        public boolean isSubmodule() {
            return (mode & TYPE) == 0160000;
        }

        /** Whether what it names lies elsewhere: a symbolic link or a submodule. */
        public boolean isElsewhere() {
            return (mode & TYPE) == 0120000 || isSubmodule();
        }
    }

    /** Whether every entry comes after the one before, as Git sorts them. */
    boolean isSorted() {
        for (int i = 1; i < entries.size(); i++) {
            if (entries.get(i - 1).inOrder(entries.get(i)) >= 0) {
                return false;
            }
        }
        return true;
    }

    /** Absent where the bytes are no tree of ids of its own id's format. */
    public static Optional<Tree> of(StoredObject.Raw tree) {
        byte[] raw = tree.bytes();
        ObjectFormat format = tree.id().format();
        List<Entry> entries = new ArrayList<>();
        int at = 0;
        while (at < raw.length) {
            int space = indexOf(raw, at, ' ');
            int nul = indexOf(raw, at, 0);
            if (space < 0 || nul < space || nul + format.bytes() >= raw.length) {
                return Optional.empty();
            }
            int mode = octal(raw, at, space);
            if (mode < 0) {
                return Optional.empty();
            }
            String name = new String(raw, space + 1, nul - space - 1, StandardCharsets.ISO_8859_1);
            entries.add(new Entry(mode, name, format.idAt(raw, nul + 1)));
            at = nul + 1 + format.bytes();
        }
        return Optional.of(new Tree(entries));
    }

    /** Zeros in front are passed over, as Git does; a number too large for a mode is not a mode. */
    private static int octal(byte[] raw, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            if (raw[i] < '0' || raw[i] > '7' || value > 0177777) {
                return -1;
            }
            value = value << 3 | (raw[i] - '0');
        }
        return to > from ? value : -1;
    }

    private static int indexOf(byte[] raw, int from, int wanted) {
        for (int i = from; i < raw.length; i++) {
            if (raw[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
