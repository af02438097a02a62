package dev.refwarden.x509;

import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * The three parts of a certificate or a revocation list: what is signed, with what, and the signature.
 *
 * @param body the bytes that are signed, as they lay there
 */
record SignedPart(byte[] body, AlgorithmIdentifier algorithm, byte[] signature) {
    private static final int BITS = 0x03;

    /** @param what for the message, such as {@code certificate} */
    static SignedPart read(byte[] der, String what) throws Malformed {
        List<Asn1> parts = Asn1.read(der).expect(Asn1.SEQUENCE, what).children();
        if (parts.size() != 3) {
            throw new Malformed("a " + what + " is damaged");
        }
        byte[] bits = parts.get(2).expect(BITS, "signature").content();
        if (bits.length < 1 || bits[0] != 0) {
            throw new Malformed("the signature of a " + what + " is damaged");
        }
        Asn1.checkDepth(der);
        try {
            AlgorithmIdentifier algorithm =
                    AlgorithmIdentifier.getInstance(parts.get(1).encoded());
            return new SignedPart(
                    parts.get(0).encoded(), algorithm, java.util.Arrays.copyOfRange(bits, 1, bits.length));
        } catch (RuntimeException e) {
            throw new Malformed("a " + what + " is damaged");
        }
    }

    /** RFC 5280 wants the algorithm twice and the same; absent parameters and NULL are told apart by few. */
    static boolean sameAlgorithm(AlgorithmIdentifier one, AlgorithmIdentifier other) {
        return one.getAlgorithm().equals(other.getAlgorithm());
    }

    Optional<SignatureScheme> scheme() {
        return SignatureScheme.of(algorithm);
    }

    /** Whether {@code key} signed it; weak digests never verify. */
    boolean isBy(CertifiedKey key) {
        Optional<SignatureScheme> scheme = scheme();
        if (scheme.isEmpty() || scheme.get().isWeak()) {
            return false;
        }
        try {
            return key.verifies(scheme.get(), body, signature);
        } catch (Malformed e) {
            return false;
        }
    }
}
