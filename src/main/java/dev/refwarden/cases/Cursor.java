package dev.refwarden.cases;

import java.util.Optional;

/**
 * A line's place in the log, by which a list goes on where it ended.
 *
 * @param file the log file's number
 * @param offset of the line's first byte
 */
public record Cursor(int file, long offset) {
    /** Reads what {@link #toString} writes; absent if the text is not that. */
    public static Optional<Cursor> parse(String text) {
        if (!text.matches("[0-9]{1,9}-[0-9]{1,18}")) {
            return Optional.empty();
        }
        int dash = text.indexOf('-');
        return Optional.of(
                new Cursor(Integer.parseInt(text, 0, dash, 10), Long.parseLong(text, dash + 1, text.length(), 10)));
    }

    /** Whether it stands in the log after {@code other}. */
    boolean isBehind(Cursor other) {
        return file > other.file || (file == other.file && offset > other.offset);
    }

    @Override
    public String toString() {
        return file + "-" + offset;
    }
}
