package dev.refwarden.format.openpgp;

import dev.refwarden.crypto.Digests;
import dev.refwarden.crypto.RsaDigest;
import java.security.MessageDigest;
import java.util.Optional;

/** The hash algorithms of OpenPGP (RFC 9580, section 9.5). */
enum OpenPgpHash {
    MD5(1, "MD5", Optional.empty()),
    SHA1(2, "SHA-1", Optional.of(RsaDigest.SHA1)),
    RIPEMD160(3, "RIPEMD-160", Optional.empty()),
    SHA256(8, "SHA-256", Optional.of(RsaDigest.SHA256)),
    SHA384(9, "SHA-384", Optional.of(RsaDigest.SHA384)),
    SHA512(10, "SHA-512", Optional.of(RsaDigest.SHA512)),
    SHA224(11, "SHA-224", Optional.of(RsaDigest.SHA224)),
    SHA3_256(12, "SHA3-256", Optional.of(RsaDigest.SHA3_256)),
    SHA3_512(14, "SHA3-512", Optional.of(RsaDigest.SHA3_512));

    private final int id;
    private final String javaName;
    private final Optional<RsaDigest> rsa;

    OpenPgpHash(int id, String javaName, Optional<RsaDigest> rsa) {
        this.id = id;
        this.javaName = javaName;
        this.rsa = rsa;
    }

    /** Whether others can make two documents of the same hash. */
    boolean isWeak() {
        return this == MD5 || this == SHA1 || this == RIPEMD160;
    }

    /** Whether a binding over it counts: the security owner put the certificate there, with SHA-1 or not. */
    boolean canBind() {
        return rsa.isPresent();
    }

    /** As people write it. */
    public String shown() {
        return javaName;
    }

    MessageDigest digest() {
        return Digests.of(javaName);
    }

    /** As RSA signatures name it; empty where no signature over it is ever verified. */
    Optional<RsaDigest> rsa() {
        return rsa;
    }

    static Optional<OpenPgpHash> of(int id) {
        for (OpenPgpHash hash : values()) {
            if (hash.id == id) {
                return Optional.of(hash);
            }
        }
        return Optional.empty();
    }
}
