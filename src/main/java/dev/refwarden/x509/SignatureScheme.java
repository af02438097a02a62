package dev.refwarden.x509;

import dev.refwarden.crypto.RsaDigest;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** With which algorithm and digest something is signed (RFC 3279, RFC 4055, RFC 5758, RFC 8410). */
public enum SignatureScheme {
    RSA_MD5("1.2.840.113549.1.1.4", Kind.RSA, "MD5", null),
    RSA_SHA1("1.2.840.113549.1.1.5", Kind.RSA, "SHA-1", RsaDigest.SHA1),
    RSA_SHA256("1.2.840.113549.1.1.11", Kind.RSA, "SHA-256", RsaDigest.SHA256),
    RSA_SHA384("1.2.840.113549.1.1.12", Kind.RSA, "SHA-384", RsaDigest.SHA384),
    RSA_SHA512("1.2.840.113549.1.1.13", Kind.RSA, "SHA-512", RsaDigest.SHA512),
    ECDSA_SHA1("1.2.840.10045.4.1", Kind.ECDSA, "SHA-1", null),
    ECDSA_SHA256("1.2.840.10045.4.3.2", Kind.ECDSA, "SHA-256", null),
    ECDSA_SHA384("1.2.840.10045.4.3.3", Kind.ECDSA, "SHA-384", null),
    ECDSA_SHA512("1.2.840.10045.4.3.4", Kind.ECDSA, "SHA-512", null),
    ED25519("1.3.101.112", Kind.ED25519, "SHA-512", null);

    /** What kind of key signs. */
    public enum Kind {
        RSA("1.2.840.113549.1.1.1"),
        ECDSA("1.2.840.10045.2.1"),
        ED25519("1.3.101.112");

        private final String oid;

        Kind(String oid) {
            this.oid = oid;
        }

        /** Of a key, and what some signers write in place of a scheme. */
        String oid() {
            return oid;
        }
    }

    private final String oid;
    private final Kind kind;
    private final String digest;
    private final Optional<RsaDigest> rsaDigest;

    SignatureScheme(String oid, Kind kind, String digest, @org.jspecify.annotations.Nullable RsaDigest rsaDigest) {
        this.oid = oid;
        this.kind = kind;
        this.digest = digest;
        this.rsaDigest = Optional.ofNullable(rsaDigest);
    }

    static Optional<SignatureScheme> of(AlgorithmIdentifier algorithm) {
        return of(algorithm.getAlgorithm().getId());
    }

    static Optional<SignatureScheme> of(String oid) {
        return Arrays.stream(values()).filter(scheme -> scheme.oid.equals(oid)).findFirst();
    }

    /**
     * What a message's signature is made with, where algorithm and digest are told apart.
     *
     * @param digest as Java calls it
     */
    public static Optional<SignatureScheme> of(String oid, String digest) {
        for (SignatureScheme scheme : values()) {
            boolean named = scheme.oid.equals(oid) || scheme.kind.oid.equals(oid);
            if (named && scheme.digest.equals(digest)) {
                return Optional.of(scheme);
            }
        }
        return Optional.empty();
    }

    public Kind kind() {
        return kind;
    }

    /** As Java calls it. */
    String digest() {
        return digest;
    }

    RsaDigest rsaDigest() {
        return rsaDigest.orElseThrow();
    }

    /** Whether others can make a second message of the same digest. */
    boolean isWeak() {
        return digest.equals("MD5") || digest.equals("SHA-1");
    }
}
