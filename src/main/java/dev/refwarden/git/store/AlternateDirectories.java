package dev.refwarden.git.store;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code GIT_ALTERNATE_OBJECT_DIRECTORIES}: paths joined by colons, where Git writes a path that
 * holds a colon or begins with a quote as a C string in double quotes.
 */
final class AlternateDirectories {
    private final String text;
    private int at;

    private AlternateDirectories(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException if a quoted path does not end, or ends before a colon is due */
    static List<String> split(String variable) {
        return new AlternateDirectories(variable).paths();
    }

    private List<String> paths() {
        List<String> paths = new ArrayList<>();
        while (at < text.length()) {
            String path = text.charAt(at) == '"' ? quoted() : plain();
            if (!path.isEmpty()) {
                paths.add(path);
            }
            at++;
        }
        return paths;
    }

    private String plain() {
        int from = at;
        int colon = text.indexOf(':', from);
        at = colon < 0 ? text.length() : colon;
        return text.substring(from, at);
    }

    private String quoted() {
        ByteArrayOutputStream path = new ByteArrayOutputStream();
        at++;
        while (next() != '"') {
            if (text.charAt(at) == '\\') {
                path.write(escaped());
                at++;
            } else {
                int from = at;
                while (next() != '"' && text.charAt(at) != '\\') {
                    at++;
                }
                path.writeBytes(text.substring(from, at).getBytes(StandardCharsets.UTF_8));
            }
        }
        at++;
        if (at < text.length() && text.charAt(at) != ':') {
            throw new IllegalArgumentException("text behind a quoted path");
        }
        return path.toString(StandardCharsets.UTF_8);
    }

    /** A byte: Git escapes each one of a letter beyond ASCII. */
    private int escaped() {
        at++;
        char c = next();
        int simple = "abtnvfr\"\\".indexOf(c);
        if (simple >= 0) {
            return "\u0007\b\t\n\u000b\f\r\"\\".charAt(simple);
        }
        if (at + 3 > text.length()) {
            throw new IllegalArgumentException("an escape that does not end");
        }
        int value = Integer.parseInt(text, at, at + 3, 8);
        at += 2;
        return value;
    }

    private char next() {
        if (at >= text.length()) {
            throw new IllegalArgumentException("a quoted path that does not end");
        }
        return text.charAt(at);
    }
}
