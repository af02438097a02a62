package dev.refwarden.crypto;

import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * An Ed25519 public key (RFC 8032, section 5.1.7). Signatures whose scalar is not reduced are refused,
 * and so are keys of small order.
 */
public final class Ed25519PublicKey {
    public static final int BYTES = Ed25519.PUBLIC_KEY_SIZE;
    public static final int SIGNATURE_BYTES = Ed25519.SIGNATURE_SIZE;

    private final Ed25519.PublicPoint point;

    private Ed25519PublicKey(Ed25519.PublicPoint point) {
        this.point = point;
    }

    /** @throws IllegalArgumentException if the bytes are no point, or one that others can sign for */
    public static Ed25519PublicKey of(byte[] key) {
        Ed25519.PublicPoint point = key.length == BYTES ? Ed25519.validatePublicKeyFullExport(key, 0) : null;
        if (point == null) {
            throw new IllegalArgumentException("not an Ed25519 public key");
        }
        return new Ed25519PublicKey(point);
    }

    public boolean verifies(byte[] message, byte[] signature) {
        return signature.length == SIGNATURE_BYTES && Ed25519.verify(signature, 0, point, message, 0, message.length);
    }
}
