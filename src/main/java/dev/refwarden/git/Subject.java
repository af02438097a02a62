package dev.refwarden.git;

import java.nio.charset.StandardCharsets;

/** The first line of a message. */
final class Subject {
    /** More than anybody reads in a refusal. */
    public static final int MAX_BYTES = 200;

    private Subject() {}

    /** Of the message behind the first empty line; empty where there is none. */
    static String of(byte[] raw) {
        for (int i = 0; i + 1 < raw.length; i++) {
            if (raw[i] == '\n' && raw[i + 1] == '\n') {
                return at(raw, i + 2);
            }
        }
        return "";
    }

    static String at(byte[] raw, int bodyStart) {
        int from = bodyStart;
        while (from < raw.length && raw[from] == '\n') {
            from++;
        }
        int to = from;
        while (to < raw.length && raw[to] != '\n' && to - from < MAX_BYTES) {
            to++;
        }
        return new String(raw, from, to - from, StandardCharsets.UTF_8);
    }
}
