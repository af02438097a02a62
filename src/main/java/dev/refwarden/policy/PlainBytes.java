package dev.refwarden.policy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.refwarden.policy.PlainYaml.Unusual;

/** A file as a reader goes through it, with the line and column that it has come to. */
final class PlainBytes {
    /** A letter of ASCII, a digit or an underscore. */
    static final int WORD = 1;

    /** What a plain key may hold behind its first character. */
    static final int KEY = 2;

    /** What plain text in a flow list or mapping may hold. */
    static final int ITEM = 4;

    /** What plain text in a block may hold without a second look. */
    static final int PLAIN = 8;

    static final int IN_DOUBLE_QUOTES = 16;
    static final int IN_SINGLE_QUOTES = 32;

    /** Printable ASCII. */
    private static final int ANY = 64;

    private static final byte[] KINDS = kinds();
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

    private static byte[] kinds() {
        byte[] kinds = new byte[128];
        for (char c = ' '; c <= '~'; c++) {
            boolean word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
            int kind = word ? WORD | KEY | ITEM : 0;
            kind |= c == '-' || c == '.' ? KEY : 0;
            kind |= " -./*@+=~$%()^".indexOf(c) >= 0 ? ITEM : 0;
            kind |= c == ':' || c == '#' ? 0 : PLAIN;
            kind |= c == '"' || c == '\\' ? 0 : IN_DOUBLE_QUOTES;
            kind |= c == '\'' ? 0 : IN_SINGLE_QUOTES;
            kinds[c] = (byte) (kind | ANY);
        }
        return kinds;
    }

    /** How many bytes of a kind stand so far ahead. One tight loop, since at a cold start most code is interpreted. */
    int run(int ahead, int kind) {
        byte[] all = bytes;
        byte[] kinds = KINDS;
        int i = at + ahead;
        while (i < all.length && all[i] >= 0 && (kinds[all[i]] & kind) != 0) {
            i++;
        }
        return i - at - ahead;
    }

    /** Whether the byte so far ahead is of a kind. */
    boolean is(int ahead, int kind) {
        int next = peek(ahead);
        return next >= 0 && next < KINDS.length && (KINDS[next] & kind) != 0;
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

    /** How many bytes there are from here on. */
    int rest() {
        return bytes.length - at;
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
    void nextContent() throws Unusual {
        while (at < bytes.length) {
            skipBlanks();
            if (peek() == '#') {
                at += run(0, ANY);
            }
            if (isAtEnd() || peek() != '\n') {
                break;
            }
            if (at - lineStart > YamlReader.MAX_LINE) {
                throw new Unusual();
            }
            at++;
            line++;
            lineStart = at;
        }
        if (at - lineStart > YamlReader.MAX_LINE) {
            throw new Unusual();
        }
    }
}
