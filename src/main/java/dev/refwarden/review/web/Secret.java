package dev.refwarden.review.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Something that must be shown. Only its digest is kept and compared, so that no comparison's time tells anything. */
final class Secret {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] digest;

    Secret(String text) {
        this.digest = digest(text);
    }

    /** One that no one guesses: 256 random bits, as letters, digits, {@code -} and {@code _}. */
    static String fresh() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    boolean is(String shown) {
        return MessageDigest.isEqual(digest(shown), digest);
    }

    static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
