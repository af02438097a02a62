package dev.refwarden.git;

import java.nio.charset.StandardCharsets;

/**
 * A full ref name such as {@code refs/heads/main}, decoded as UTF-8. Says nothing about whether the
 * ref exists.
 *
 * @param value the whole name; bytes that are no UTF-8 stand as U+FFFD, and {@link #isClean} is false
 */
public record RefName(String value) implements Comparable<RefName> {
    /** Paths have at most 4,096 bytes, the folder of the repository included. */
    private static final int LONGEST = 4_000;
    /** A file's name has at most 255 bytes, and git writes {@code .lock} behind it. */
    private static final int LONGEST_LEVEL = 255 - ".lock".length();

    public boolean isUnder(String folder) {
        return value.startsWith(folder);
    }

    /**
     * Whether every character can be shown to a person and read back: no control characters, no
     * bidirectional overrides or isolates, nothing that leaves the text
     * looking as it would without it, no broken UTF-8.
     */
    public boolean isClean() {
        int before = 0;
        for (int at = 0; at < value.length(); ) {
            int c = value.codePointAt(at);
            if (isTreacherous(c) || (Blank.isSelector(c) && (before < 0x80 || Blank.isSelector(before)))) {
                return false;
            }
            before = c;
            at += Character.charCount(c);
        }
        return true;
    }

    /**
     * Whether {@code git receive-pack} takes the name: {@code refs/}, at least two levels below it, no part that
     * {@code git check-ref-format} refuses, and nothing too long for the file that git keeps a ref in.
     */
    public boolean isWellFormed() {
        if (!value.startsWith("refs/") || value.endsWith(".") || bytes(value) > LONGEST) {
            return false;
        }
        int levels = 0;
        int from = 0;
        while (from <= value.length()) {
            int slash = value.indexOf('/', from);
            int to = slash < 0 ? value.length() : slash;
            if (!isLevel(value.substring(from, to))) {
                return false;
            }
            levels++;
            from = to + 1;
        }
        return levels > 2;
    }

    private static boolean isLevel(String level) {
        return !level.isEmpty()
                && level.charAt(0) != '.'
                && !level.endsWith(".lock")
                && !level.contains("..")
                && !level.contains("@{")
                && level.chars().noneMatch(RefName::isRefusedByGit)
                && bytes(level) <= LONGEST_LEVEL;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static boolean isRefusedByGit(int c) {
        return c <= ' ' || c == 0x7f || "~^:?*[\\".indexOf(c) >= 0;
    }

    private static boolean isTreacherous(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || Blank.isBlank(c)
                || c == 0xfffd;
    }

    @Override
    public int compareTo(RefName other) {
        return value.compareTo(other.value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RefName name && value.equals(name.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
