package dev.refwarden.policy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** A file of printable ASCII as a reader goes through it, with the line and column that it has come to. */
final class PlainBytes {
    private static final int END = -1;

    private final String file;
    private final byte[] bytes;
    private int at;
    private int line = 1;
    private int lineStart;

    PlainBytes(String file, byte[] bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /** Whether these are printable ASCII and line feeds only, in lines that may be so long. */
    static boolean are(byte[] bytes, int longestLine) {
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b == '\n') {
                start = i + 1;
            } else if (b < ' ' || b > '~' || i - start >= longestLine) {
                return false;
            }
        }
        return true;
    }

    /** The byte so far ahead, or -1 behind the end. */
    int peek(int ahead) {
        int index = at + ahead;
        return index < bytes.length ? bytes[index] : END;
    }

    int peek() {
        return at < bytes.length ? bytes[at] : END;
    }

    boolean isAtEnd() {
        return at >= bytes.length;
    }

    /** Not over a line's end. */
    void skip(int count) {
        at += count;
    }

    void skipBlanks() {
        while (at < bytes.length && bytes[at] == ' ') {
            at++;
        }
    }

    /** How far into its line this is, from 0. */
    int column() {
        return at - lineStart;
    }

    Place place() {
        return new Place(file, line, at - lineStart + 1);
    }

    /** The next so many, which are passed over. */
    String take(int count) {
        String taken = new String(bytes, at, count, ISO_8859_1);
        at += count;
        return taken;
    }

    boolean isAtLineEnd() {
        int next = peek();
        return next == '\n' || next == END;
    }

    /** On to the next line that holds more than blanks and a comment. */
    void nextContent() {
        while (at < bytes.length) {
            skipBlanks();
            if (peek() == '#') {
                skipLine();
            }
            if (peek() != '\n') {
                return;
            }
            at++;
            line++;
            lineStart = at;
        }
    }

    /** To the line's end, over whatever stands there. */
    void skipLine() {
        while (at < bytes.length && bytes[at] != '\n') {
            at++;
        }
    }
}
