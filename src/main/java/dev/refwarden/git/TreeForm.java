package dev.refwarden.git;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a tree reads alike for every reader, as {@code git fsck} checks it: entries in Git's order, no name twice, known
 * modes only, no name that some file system takes for {@code .git}, no {@code .gitmodules} or its like as a symbolic link, no
 * null ids. Says nothing about the objects that they name. Takes time and memory linear in the tree's bytes.
 */
public final class TreeForm {
    private static final int FOLDER = 0040000;
    private static final int LINK = 0120000;
    private static final Set<Integer> MODES = Set.of(0100644, 0100664, 0100755, FOLDER, LINK, 0160000);

    /** Zeros in front are passed over: very old tools padded modes, and Git only warns. */
    private static final int MOST_DIGITS = 32;

    private static final int LONGEST_SHOWN = 80;

    private final byte[] raw;
    private final int idBytes;
    private final Set<String> names = new HashSet<>();
    private int at;
    /** The entry before: where its name begins and ends, and its mode. */
    private int lastFrom;

    private int lastTo;
    private int lastMode;

    private TreeForm(byte[] raw, ObjectFormat format) {
        this.raw = raw;
        this.idBytes = format.bytes();
    }

    /** The first thing that is wrong with the tree, read by the format of its own id; absent where nothing is. */
    public static Optional<String> problem(StoredObject.Raw tree) {
        return problem(tree.bytes(), tree.id().format());
    }

    /** The first thing that is wrong with a tree of a repository of that format; absent where nothing is. */
    static Optional<String> problem(byte[] raw, ObjectFormat format) {
        TreeForm form = new TreeForm(raw, format);
        Optional<String> problem = Optional.empty();
        while (form.at < raw.length && problem.isEmpty()) {
            problem = form.entry();
        }
        return problem;
    }

    private Optional<String> entry() {
        int space = indexOf(' ', at, Math.min(raw.length, at + MOST_DIGITS + 1));
        int mode = space < 0 ? -1 : octal(at, space);
        if (mode < 0) {
            return Optional.of("an entry without a mode");
        }
        int from = space + 1;
        int to = indexOf(0, from, raw.length);
        if (to < 0 || raw.length - to - 1 < idBytes) {
            return Optional.of("it is cut short");
        }
        String name = new String(raw, from, to - from, StandardCharsets.ISO_8859_1);
        Optional<String> problem = problem(mode, name)
                .or(() -> zero(to + 1) ? Optional.of("an entry that names no object") : Optional.empty())
                .or(() -> order(from, to, mode))
                .map(detail -> detail + shown(from, to));
        lastFrom = from;
        lastTo = to;
        lastMode = mode;
        at = to + 1 + idBytes;
        return problem;
    }

    private Optional<String> problem(int mode, String name) {
        if (!MODES.contains(mode)) {
            return Optional.of("an entry of unknown mode " + Integer.toOctalString(mode));
        }
        if (name.isEmpty()) {
            return Optional.of("an entry without a name");
        }
        if (name.indexOf('/') >= 0) {
            return Optional.of("a name with a slash");
        }
        if (name.equals(".") || name.equals("..") || DotGit.isDotGit(name)) {
            return Optional.of("an entry that some file system takes for \".\", \"..\" or \".git\"");
        }
        if (mode == LINK && DotGit.isRead(name)) {
            return Optional.of("a symbolic link in place of a file that git reads, such as .gitmodules");
        }
        return names.add(name) ? Optional.empty() : Optional.of("the same name twice");
    }

    /** Git compares names as bytes, a folder's as if it ended in a slash. */
    private Optional<String> order(int from, int to, int mode) {
        if (lastTo == 0) {
            return Optional.empty();
        }
        int common = Arrays.mismatch(raw, lastFrom, lastTo, raw, from, to);
        int before = byteAt(lastFrom + common, lastTo, lastMode);
        int here = byteAt(from + common, to, mode);
        return before < here ? Optional.empty() : Optional.of("entries out of order");
    }

    private int byteAt(int index, int end, int mode) {
        if (index < end) {
            return raw[index] & 0xff;
        }
        return mode == FOLDER ? '/' : 0;
    }

    private boolean zero(int from) {
        for (int i = from; i < from + idBytes; i++) {
            if (raw[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** The entry's name as people read it, cut. */
    private String shown(int from, int to) {
        String name = new String(raw, from, Math.min(to - from, LONGEST_SHOWN), StandardCharsets.UTF_8);
        return name.isEmpty() ? "" : ": \"" + name + (to - from > LONGEST_SHOWN ? "…\"" : "\"");
    }

    /** -1 where it is not an octal number; a number too large for a mode is one that no mode has. */
    private int octal(int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            if (raw[i] < '0' || raw[i] > '7') {
                return -1;
            }
            value = Math.min(value, 0777777) << 3 | (raw[i] - '0');
        }
        return to > from ? value : -1;
    }

    private int indexOf(int wanted, int from, int to) {
        for (int i = from; i < to; i++) {
            if (raw[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
