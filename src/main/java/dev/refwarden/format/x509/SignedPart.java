package dev.refwarden.format.x509;

import dev.refwarden.format.Malformed;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The three parts of a certificate or a revocation list: what is signed, with what, and the signature.
 *
 * @param body the bytes that are signed, as they lay there
 * @param algorithm the identifier of the algorithm, as it lay there
 * @param scheme the same, where it is supported
 */
record SignedPart(byte[] body, byte[] algorithm, Optional<SignatureScheme> scheme, byte[] signature) {
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
        return new SignedPart(
                parts.get(0).encoded(),
                parts.get(1).encoded(),
                SignatureScheme.read(parts.get(1)),
                Arrays.copyOfRange(bits, 1, bits.length));
    }

    /**
     * Whether its body names the same algorithm, as RFC 5280 wants it. Absent parameters and NULL are distinguished by few,
     * but those of RSASSA-PSS decide what is verified.
     */
    boolean isSignedWith(byte[] other) throws Malformed {
        List<Asn1> one = Asn1.read(algorithm).children();
        List<Asn1> two = Asn1.read(other).children();
        return !two.isEmpty()
                && one.get(0).oid().equals(two.get(0).oid())
                && scheme.equals(SignatureScheme.read(Asn1.read(other)));
    }

    /** Whether it is signed over a digest that others can collide. */
    boolean isWeak() {
        return scheme.filter(SignatureScheme::isWeak).isPresent();
    }

    /** Whether {@code key} signed it; weak digests never verify. */
    boolean isBy(CertifiedKey key) {
        if (scheme.isEmpty() || isWeak()) {
            return false;
        }
        try {
            return key.verifies(scheme.get(), body, signature);
        } catch (Malformed e) {
            return false;
        }
    }
}
