package dev.refwarden.format;

import java.nio.charset.StandardCharsets;

/** Walks through the lines of pushed text one at a time, so that millions of them never lie in memory at once. */
final class ArmorLines {
    private final byte[] text;
    private int at;

    ArmorLines(byte[] text) {
        this.text = text;
    }

    boolean hasNext() {
        return at < text.length;
    }

    /** How many bytes have been read. */
    int position() {
        return at;
    }

    /** The next line without its LF; a CR before that is kept. The last line needs no LF. */
    String next() {
        int from = at;
        int to = from;
        while (to < text.length && text[to] != '\n') {
            to++;
        }
        at = Math.min(to + 1, text.length);
        return new String(text, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
