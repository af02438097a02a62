package dev.refwarden.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.MD5Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA224Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA3Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;

/**
 * Message digests. The first few come without Java's security providers, since setting those up takes
 * longer than hashing everything that a small push brings; the many of a large push come from them,
 * since they use the processor's own instructions.
 */
public final class Digests {
    private static final int FEW = 400;

    private static final AtomicInteger MADE = new AtomicInteger();

    private Digests() {}

    public static MessageDigest sha1() {
        return of("SHA-1");
    }

    public static MessageDigest sha256() {
        return of("SHA-256");
    }

    public static MessageDigest sha512() {
        return of("SHA-512");
    }

    /**
     * A digest by the name that Java gives it.
     *
     * @throws IllegalArgumentException if it is none of MD5, SHA-1, the SHA-2 family or SHA-3
     */
    public static MessageDigest of(String name) {
        return MADE.get() < FEW && MADE.incrementAndGet() <= FEW ? light(name) : provided(name);
    }

    private static MessageDigest provided(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            return light(name);
        }
    }

    private static MessageDigest light(String name) {
        return switch (name) {
            case "MD5" -> new Light(name, new MD5Digest());
            case "SHA-1" -> new Light(name, new SHA1Digest());
            case "SHA-224" -> new Light(name, new SHA224Digest());
            case "SHA-256" -> new Light(name, new SHA256Digest());
            case "SHA-384" -> new Light(name, new SHA384Digest());
            case "SHA-512" -> new Light(name, new SHA512Digest());
            case "SHA3-256" -> new Light(name, new SHA3Digest(256));
            case "SHA3-512" -> new Light(name, new SHA3Digest(512));
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** One of Bouncy Castle's digests as Java knows them. */
    private static final class Light extends MessageDigest {
        private final Digest digest;

        Light(String name, Digest digest) {
            super(name);
            this.digest = digest;
        }

        @Override
        protected void engineUpdate(byte input) {
            digest.update(input);
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            digest.update(input, offset, length);
        }

        @Override
        protected byte[] engineDigest() {
            byte[] hash = new byte[digest.getDigestSize()];
            digest.doFinal(hash, 0);
            return hash;
        }

        @Override
        protected int engineGetDigestLength() {
            return digest.getDigestSize();
        }

        @Override
        protected void engineReset() {
            digest.reset();
        }
    }
}
