package dev.refwarden.object;

/**
 * A full ref name such as {@code refs/heads/main}, decoded as UTF-8. Says nothing about whether the
 * ref exists.
 *
 * @param value the whole name; bytes that are no UTF-8 stand as U+FFFD, and {@link #isClean} is false
 */
public record RefName(String value) implements Comparable<RefName> {
    public boolean isUnder(String folder) {
        return value.startsWith(folder);
    }

    /**
     * Whether every character can be shown to a person and read back: no control characters, no
     * bidirectional overrides or isolates, nothing invisible that turns text, no broken UTF-8.
     */
    public boolean isClean() {
        return value.codePoints().noneMatch(RefName::isTreacherous);
    }

    private static boolean isTreacherous(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
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
