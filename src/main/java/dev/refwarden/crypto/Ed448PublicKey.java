package dev.refwarden.crypto;

import org.bouncycastle.math.ec.rfc8032.Ed448;

/**
 * An Ed448 public key (RFC 8032, section 5.2.7) for signatures without a context. Signatures whose
 * scalar is not reduced are refused, and so are keys of small order.
 */
public final class Ed448PublicKey {
    public static final int BYTES = Ed448.PUBLIC_KEY_SIZE;
    public static final int SIGNATURE_BYTES = Ed448.SIGNATURE_SIZE;

    private static final byte[] NO_CONTEXT = {};

    private final Ed448.PublicPoint point;

    private Ed448PublicKey(Ed448.PublicPoint point) {
        this.point = point;
    }

    /** @throws IllegalArgumentException if the bytes are no point, or one that others can sign for */
    public static Ed448PublicKey of(byte[] key) {
        Ed448.PublicPoint point = key.length == BYTES ? Ed448.validatePublicKeyFullExport(key, 0) : null;
        if (point == null) {
            throw new IllegalArgumentException("not an Ed448 public key");
        }
        return new Ed448PublicKey(point);
    }

    public boolean verifies(byte[] message, byte[] signature) {
        return signature.length == SIGNATURE_BYTES
                && Ed448.verify(signature, 0, point, NO_CONTEXT, message, 0, message.length);
    }
}
