package dev.refwarden.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithContext;
import org.bouncycastle.crypto.signers.MLDSASigner;

/**
 * A public key of ML-DSA-44 (FIPS 204) and one of Ed25519, which sign together: id-MLDSA44-Ed25519-SHA512 of
 * draft-ietf-lamps-pq-composite-sigs, without a context. A signature holds only if both halves do.
 */
public final class CompositePublicKey {
    private static final int MLDSA_BYTES = 1312;
    private static final int MLDSA_SIGNATURE_BYTES = 2420;

    public static final int BYTES = MLDSA_BYTES + Ed25519PublicKey.BYTES;
    public static final int SIGNATURE_BYTES = MLDSA_SIGNATURE_BYTES + Ed25519PublicKey.SIGNATURE_BYTES;

    private static final byte[] LABEL = ascii("COMPSIG-MLDSA44-Ed25519-SHA512");
    /** What both sign instead of the message, but for its hash: prefix, label, and the length of no context. */
    private static final byte[] PREFIX = ascii("CompositeAlgorithmSignatures2025COMPSIG-MLDSA44-Ed25519-SHA512\0");

    private final MLDSAPublicKeyParameters mldsa;
    private final Ed25519PublicKey ed25519;

    private CompositePublicKey(MLDSAPublicKeyParameters mldsa, Ed25519PublicKey ed25519) {
        this.mldsa = mldsa;
        this.ed25519 = ed25519;
    }

    /**
     * Reads both keys, that of ML-DSA first.
     *
     * @throws IllegalArgumentException if they are not {@link #BYTES} long, or if the second is not a point that can be used
     */
    public static CompositePublicKey of(byte[] keys) {
        if (keys.length != BYTES) {
            throw new IllegalArgumentException("not the keys of ML-DSA-44 and Ed25519");
        }
        return new CompositePublicKey(
                new MLDSAPublicKeyParameters(MLDSAParameters.ml_dsa_44, Arrays.copyOf(keys, MLDSA_BYTES)),
                Ed25519PublicKey.of(Arrays.copyOfRange(keys, MLDSA_BYTES, BYTES)));
    }

    public boolean verifies(byte[] message, byte[] signature) {
        if (signature.length != SIGNATURE_BYTES) {
            return false;
        }
        byte[] hash = Digests.sha512().digest(message);
        byte[] signed = Arrays.copyOf(PREFIX, PREFIX.length + hash.length);
        System.arraycopy(hash, 0, signed, PREFIX.length, hash.length);
        return ed25519.verifies(signed, Arrays.copyOfRange(signature, MLDSA_SIGNATURE_BYTES, SIGNATURE_BYTES))
                && verifiesMldsa(signed, Arrays.copyOf(signature, MLDSA_SIGNATURE_BYTES));
    }

    private boolean verifiesMldsa(byte[] signed, byte[] signature) {
        MLDSASigner signer = new MLDSASigner();
        signer.init(false, new ParametersWithContext(mldsa, LABEL));
        signer.update(signed, 0, signed.length);
        return signer.verifySignature(signature);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
