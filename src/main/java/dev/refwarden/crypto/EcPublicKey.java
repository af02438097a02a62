package dev.refwarden.crypto;

import java.math.BigInteger;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;

/** A public key on a curve over a prime field that checks ECDSA signatures (FIPS 186-5, section 6.4.2). */
public final class EcPublicKey {
    private static final int UNCOMPRESSED = 4;

    private final ECPublicKeyParameters key;

    private EcPublicKey(ECPublicKeyParameters key) {
        this.key = key;
    }

    /**
     * Reads an uncompressed point (SEC 1, section 2.3.3).
     *
     * @throws IllegalArgumentException if the bytes are no such point, or one that is not on the curve
     */
    public static EcPublicKey of(Curve curve, byte[] point) {
        if (point.length != 1 + 2 * curve.fieldBytes() || point[0] != UNCOMPRESSED) {
            throw new IllegalArgumentException("not an uncompressed point");
        }
        ECDomainParameters domain = curve.domain();
        return new EcPublicKey(new ECPublicKeyParameters(domain.getCurve().decodePoint(point), domain));
    }

    /** Whether {@code r} and {@code s} sign {@code hash}; numbers out of range never do. */
    public boolean verifies(byte[] hash, BigInteger r, BigInteger s) {
        BigInteger order = key.getParameters().getN();
        if (r.signum() <= 0 || s.signum() <= 0 || r.compareTo(order) >= 0 || s.compareTo(order) >= 0) {
            return false;
        }
        ECDSASigner signer = new ECDSASigner();
        signer.init(false, key);
        return signer.verifySignature(hash, r, s);
    }
}
