package dev.refwarden.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Message digests of the platform, which has processor instructions for them. */
public final class Digests {
    private Digests() {}

    public static MessageDigest sha256() {
        return of("SHA-256");
    }

    public static MessageDigest sha512() {
        return of("SHA-512");
    }

    /** @param name as Java calls the algorithm, one that every Java platform has */
    public static MessageDigest of(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
