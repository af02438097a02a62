package dev.refwarden.object;

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

        public boolean isSubmodule() {
            return (mode & TYPE) == 0160000;
        }

        /** Whether what it stands for lies elsewhere: a symbolic link or a submodule. */
        public boolean isElsewhere() {
            return (mode & TYPE) == 0120000 || isSubmodule();
        }
    }

    /** Absent where the bytes are no tree. */
    public static Optional<Tree> of(byte[] raw) {
        List<Entry> entries = new ArrayList<>();
        int at = 0;
        while (at < raw.length) {
            int space = indexOf(raw, at, ' ');
            int nul = indexOf(raw, at, 0);
            if (space < 0 || nul < space || nul + ObjectId.BYTES >= raw.length) {
                return Optional.empty();
            }
            int mode = octal(raw, at, space);
            if (mode < 0) {
                return Optional.empty();
            }
            String name = new String(raw, space + 1, nul - space - 1, StandardCharsets.ISO_8859_1);
            entries.add(new Entry(mode, name, ObjectId.fromBytes(raw, nul + 1)));
            at = nul + 1 + ObjectId.BYTES;
        }
        return Optional.of(new Tree(entries));
    }

    /** Zeros in front are passed over, as Git does; a number too large for a mode is no mode. */
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
