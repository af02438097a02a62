package dev.refwarden.git;

import java.nio.charset.StandardCharsets;

/** Reads {@code Name <email> seconds +zone}, as strictly as {@code git fsck} does. */
final class IdentityLine {
    private static final int MAX_SECONDS_DIGITS = 18;

    private IdentityLine() {}

    static Identity read(byte[] raw, int from, int to, String header) throws MalformedObject {
        int open = find(raw, from, to, '<', header);
        int close = find(raw, open + 1, to, '>', header);
        if (open == from || raw[open - 1] != ' ') {
            throw broken(header);
        }
        return new Identity(
                new String(raw, from, Math.max(0, open - 1 - from), StandardCharsets.UTF_8),
                new String(raw, open + 1, close - open - 1, StandardCharsets.UTF_8),
                seconds(raw, close + 1, to, header));
    }

    /** The first {@code wanted}; no other bracket and no line end may stand before it. */
    private static int find(byte[] raw, int from, int to, char wanted, String header) throws MalformedObject {
        for (int i = from; i < to; i++) {
            if (raw[i] == wanted) {
                return i;
            }
            if (raw[i] == '<' || raw[i] == '>' || raw[i] == '\n') {
                break;
            }
        }
        throw broken(header);
    }

    private static long seconds(byte[] raw, int from, int to, String header) throws MalformedObject {
        int zone = to - 5;
        int digits = zone - 1 - (from + 1);
        boolean framed = digits >= 1
                && digits <= MAX_SECONDS_DIGITS
                && raw[from] == ' '
                && raw[zone - 1] == ' '
                && (raw[zone] == '+' || raw[zone] == '-');
        if (!framed || (digits > 1 && raw[from + 1] == '0')) {
            throw broken(header);
        }
        number(raw, zone + 1, to, header);
        return number(raw, from + 1, zone - 1, header);
    }

    private static long number(byte[] raw, int from, int to, String header) throws MalformedObject {
        long value = 0;
        for (int i = from; i < to; i++) {
            if (raw[i] < '0' || raw[i] > '9') {
                throw broken(header);
            }
            value = value * 10 + raw[i] - '0';
        }
        return value;
    }

    private static MalformedObject broken(String header) {
        return new MalformedObject("the header " + header + " is not of the form \"Name <email> seconds +zone\"");
    }
}
