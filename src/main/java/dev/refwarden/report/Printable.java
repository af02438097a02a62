package dev.refwarden.report;

import dev.refwarden.git.Blank;

/**
 * Text from outside, made harmless to show in a terminal: control characters, bidirectional overrides
 * and everything else that cannot be seen become {@code \\u{1b}}, and long text is cut.
 */
public final class Printable {
    private static final String SAFE = "_-./:@=+,%";

    private Printable() {}

    /** At most {@code longest} characters of {@code text}, plus a mark where it was cut. */
    public static String of(String text, int longest) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < text.length() && out.length() < longest) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            append(out, c);
        }
        return at < text.length() ? out.append('…').toString() : out.toString();
    }

    /** One word of a shell command: quoted unless every character is plain. */
    public static String shellWord(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || SAFE.indexOf(c) >= 0;
            if (!plain) {
                return "'" + text.replace("'", "'\\''") + "'";
            }
        }
        return text.isEmpty() ? "''" : text;
    }

    /** Appends text of several lines: line ends, tabs and backslashes stay, everything else that cannot be seen is made visible. */
    public static void appendLines(StringBuilder out, String text) {
        int at = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            if (c == '\n' || c == '\t' || c == '\\') {
                out.append((char) c);
            } else {
                append(out, c);
            }
        }
    }

    private static void append(StringBuilder out, int c) {
        if (isVisible(c)) {
            out.appendCodePoint(c);
        } else {
            out.append("\\u{").append(Integer.toHexString(c)).append('}');
        }
    }

    private static boolean isVisible(int c) {
        if (c < 0x7f) {
            return c >= ' ' && c != '\\';
        }
        if (Blank.isBlank(c)) {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
