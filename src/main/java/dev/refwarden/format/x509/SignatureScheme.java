package dev.refwarden.format.x509;

import dev.refwarden.crypto.RsaDigest;
import dev.refwarden.format.Malformed;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * With which algorithm and digest something is signed (RFC 3279, RFC 4055, RFC 5758, RFC 8410).
 *
 * @param digest as Java calls it
 * @param saltLength of RSASSA-PSS, in bytes; 0 for every other kind
 */
record SignatureScheme(Kind kind, String digest, int saltLength) {
    /** What kind of signature it is. */
    enum Kind {
        RSA("1.2.840.113549.1.1.1"),
        RSA_PSS("1.2.840.113549.1.1.10"),
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

    private static final Map<String, SignatureScheme> BY_OID = Map.of(
            "1.2.840.113549.1.1.4",
            of(Kind.RSA, "MD5"),
            "1.2.840.113549.1.1.5",
            of(Kind.RSA, "SHA-1"),
            "1.2.840.113549.1.1.11",
            of(Kind.RSA, "SHA-256"),
            "1.2.840.113549.1.1.12",
            of(Kind.RSA, "SHA-384"),
            "1.2.840.113549.1.1.13",
            of(Kind.RSA, "SHA-512"),
            "1.2.840.10045.4.1",
            of(Kind.ECDSA, "SHA-1"),
            "1.2.840.10045.4.3.2",
            of(Kind.ECDSA, "SHA-256"),
            "1.2.840.10045.4.3.3",
            of(Kind.ECDSA, "SHA-384"),
            "1.2.840.10045.4.3.4",
            of(Kind.ECDSA, "SHA-512"),
            Kind.ED25519.oid(),
            of(Kind.ED25519, "SHA-512"));

    private static final Map<String, RsaDigest> RSA_DIGESTS = Map.of(
            "SHA-1", RsaDigest.SHA1,
            "SHA-256", RsaDigest.SHA256,
            "SHA-384", RsaDigest.SHA384,
            "SHA-512", RsaDigest.SHA512);

    private static SignatureScheme of(Kind kind, String digest) {
        return new SignatureScheme(kind, digest, 0);
    }

    /**
     * What an algorithm identifier names; absent where that is not supported.
     *
     * @throws Malformed if the identifier is damaged
     */
    static Optional<SignatureScheme> read(Asn1 identifier) throws Malformed {
        List<Asn1> fields = fields(identifier);
        String oid = fields.get(0).oid();
        return oid.equals(Kind.RSA_PSS.oid()) ? pss(fields) : Optional.ofNullable(BY_OID.get(oid));
    }

    /**
     * What a message's signature is made with, where algorithm and digest are distinguished; absent where that is not
     * supported.
     *
     * @param digest as Java calls it
     * @throws Malformed if the identifier is damaged, or names another digest that is not weak
     */
    public static Optional<SignatureScheme> read(Asn1 identifier, String digest) throws Malformed {
        String oid = fields(identifier).get(0).oid();
        for (SignatureScheme scheme : BY_OID.values()) {
            if (scheme.kind.oid.equals(oid) && scheme.digest.equals(digest)) {
                return Optional.of(scheme);
            }
        }
        Optional<SignatureScheme> scheme = read(identifier);
        if (scheme.isPresent() && !scheme.get().isWeak() && !scheme.get().digest.equals(digest)) {
            throw new Malformed("its digest is not the one of its algorithm");
        }
        return scheme;
    }

    private static Optional<SignatureScheme> pss(List<Asn1> fields) throws Malformed {
        PssParameters parameters = fields.size() == 2 ? PssParameters.read(fields.get(1)) : PssParameters.withoutAny();
        return parameters.scheme();
    }

    private static List<Asn1> fields(Asn1 identifier) throws Malformed {
        List<Asn1> fields = identifier.expect(Asn1.SEQUENCE, "algorithm").children();
        if (fields.isEmpty() || fields.size() > 2) {
            throw new Malformed("one of its algorithms is damaged");
        }
        return fields;
    }

    RsaDigest rsaDigest() {
        return Optional.ofNullable(RSA_DIGESTS.get(digest)).orElseThrow();
    }

    /** Whether others can make a second message of the same digest. */
    boolean isWeak() {
        return digest.equals("MD5") || digest.equals("SHA-1");
    }
}
