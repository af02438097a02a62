package dev.refwarden.statement;

import dev.refwarden.crypto.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * What a statement is remembered by: a SHA-256, 64 lower-case hex digits, over its kind, who made it
 * and the bytes that were signed. Signatures and armor are left out, since they can be changed
 * without becoming bad.
 */
public record StatementDigest(String hex) {
    private static final String DIGITS = "0123456789abcdef";
    private static final int HEX_DIGITS = 64;

    public StatementDigest {
        if (hex.length() != HEX_DIGITS) {
            throw new IllegalArgumentException("not a digest: " + hex.length() + " characters");
        }
    }

    /**
     * The digest of a statement.
     *
     * @param kind keeps statements of different kinds apart
     * @param maker a person's id, or empty where the bytes alone say who
     */
    public static StatementDigest of(String kind, String maker, byte[] signed) {
        MessageDigest sha256 = Digests.sha256();
        sha256.update((kind + "\0" + maker + "\0").getBytes(StandardCharsets.UTF_8));
        byte[] digest = sha256.digest(signed);
        StringBuilder hex = new StringBuilder(HEX_DIGITS);
        for (byte b : digest) {
            hex.append(DIGITS.charAt(b >> 4 & 0xf)).append(DIGITS.charAt(b & 0xf));
        }
        return new StatementDigest(hex.toString());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StatementDigest digest && hex.equals(digest.hex);
    }

    @Override
    public int hashCode() {
        return hex.hashCode();
    }

    @Override
    public String toString() {
        return hex;
    }
}
