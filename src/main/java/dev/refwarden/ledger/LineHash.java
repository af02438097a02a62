package dev.refwarden.ledger;

import dev.refwarden.crypto.Digests;
import java.security.MessageDigest;

/** The SHA-256 of a log line with its line feed, as 64 lower-case hex digits. */
public record LineHash(String hex) {
    /** What the first line names as the one before it. */
    public static final LineHash NONE = new LineHash("0".repeat(64));

    private static final String DIGITS = "0123456789abcdef";

    @Override
    public boolean equals(Object other) {
        return other instanceof LineHash hash && hex.equals(hash.hex);
    }

    @Override
    public int hashCode() {
        return hex.hashCode();
    }

    public static LineHash of(byte[] lineWithLineFeed) {
        return new LineHash(hex(sha256().digest(lineWithLineFeed)));
    }

    static MessageDigest sha256() {
        return Digests.sha256();
    }

    static String hex(byte[] bytes) {
        StringBuilder out = new StringBuilder(2 * bytes.length);
        for (byte b : bytes) {
            out.append(DIGITS.charAt(b >> 4 & 0xf)).append(DIGITS.charAt(b & 0xf));
        }
        return out.toString();
    }
}
