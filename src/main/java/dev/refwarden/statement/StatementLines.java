package dev.refwarden.statement;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;

/** Reads a statement line by line; whether it was written exactly so is asked at the end. */
final class StatementLines {
    private final byte[] bytes;
    private final String text;
    private int at;

    StatementLines(byte[] bytes) {
        this.bytes = bytes;
        this.text = new String(bytes, StandardCharsets.UTF_8);
    }

    /** Whether the next line is this one. */
    boolean is(String line) {
        return next().equals(line);
    }

    /** What follows {@code prefix} on the next line; empty where it does not begin so. */
    String after(String prefix) {
        String line = next();
        return line.startsWith(prefix) ? line.substring(prefix.length()) : "";
    }

    /** A time such as {@code 2026-11-24T12:00:00Z} behind {@code prefix}. */
    Optional<Instant> time(String prefix) {
        try {
            return Optional.of(Instant.parse(after(prefix)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Whether the next line begins so; does not move on. */
    boolean begins(String prefix) {
        return text.startsWith(prefix, at);
    }

    boolean end() {
        return at == text.length();
    }

    /** Whether the whole statement is byte for byte this one. */
    boolean areExactly(byte[] expected) {
        return Arrays.equals(bytes, expected);
    }

    private String next() {
        int end = at > text.length() ? -1 : text.indexOf('\n', at);
        if (end < 0) {
            at = text.length() + 1;
            return "";
        }
        String line = text.substring(at, end);
        at = end + 1;
        return line;
    }
}
