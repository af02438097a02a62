package dev.refwarden.crypto;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * An RSA public key that checks PKCS #1 v1.5 and PSS signatures (RFC 8017, sections 8.2.2 and 8.1.2).
 *
 * <p>Of PKCS #1 v1.5 the expected encoded message is built in full and compared, so nothing in a signature is
 * ever parsed and no lenient encoding can pass.
 */
public record RsaPublicKey(BigInteger modulus, BigInteger exponent) {
    private static final int LARGEST_BITS = 16_384;
    private static final int LARGEST_EXPONENT_BITS = 64;

    /** @throws IllegalArgumentException if these numbers are not an RSA key that anybody should use */
    public RsaPublicKey {
        boolean odd = modulus.signum() > 0 && modulus.testBit(0) && exponent.signum() > 0 && exponent.testBit(0);
        boolean sized = modulus.bitLength() <= LARGEST_BITS
                && exponent.bitLength() <= LARGEST_EXPONENT_BITS
                && exponent.compareTo(BigInteger.valueOf(3)) >= 0;
        if (!odd || !sized || exponent.compareTo(modulus) >= 0) {
            throw new IllegalArgumentException("not a usable RSA key");
        }
    }

    public int bits() {
        return modulus.bitLength();
    }

    /** @param signature big-endian; leading zero bytes may be missing, but none may be too many */
    public boolean verifies(RsaDigest digest, byte[] hash, byte[] signature) {
        int length = (bits() + 7) / 8;
        if (signature.length > length || hash.length != digest.hashLength()) {
            return false;
        }
        BigInteger number = new BigInteger(1, signature);
        if (number.compareTo(modulus) >= 0) {
            return false;
        }
        byte[] expected = encoded(digest, hash, length);
        return expected.length == length && number.modPow(exponent, modulus).equals(new BigInteger(1, expected));
    }

    /**
     * Whether it is a PSS signature with MGF1 over the same digest.
     *
     * @param digest as Java calls it
     * @param signature big-endian and exactly as long as the modulus
     * @param saltLength in bytes; no other length passes
     */
    public boolean verifiesPss(String digest, byte[] hash, byte[] signature, int saltLength) {
        BigInteger number = new BigInteger(1, signature);
        if (signature.length != (bits() + 7) / 8 || number.compareTo(modulus) >= 0) {
            return false;
        }
        int encodedBits = bits() - 1;
        byte[] encoded = fixed(number.modPow(exponent, modulus), (encodedBits + 7) / 8);
        return encoded.length > hash.length && PssEncoding.holds(encoded, encodedBits, digest, hash, saltLength);
    }

    /** Big-endian in so many bytes; empty where they are too few. */
    private static byte[] fixed(BigInteger number, int length) {
        byte[] bytes = new byte[length];
        byte[] raw = number.toByteArray();
        int sign = raw[0] == 0 ? 1 : 0;
        if (raw.length - sign > length) {
            return new byte[0];
        }
        System.arraycopy(raw, sign, bytes, length - raw.length + sign, raw.length - sign);
        return bytes;
    }

    /** EMSA-PKCS1-v1_5: 00 01 ff … ff 00, prefix, hash; empty where the key is too short for it. */
    private static byte[] encoded(RsaDigest digest, byte[] hash, int length) {
        byte[] prefix = digest.prefix();
        int padding = length - prefix.length - hash.length - 3;
        if (padding < 8) {
            return new byte[0];
        }
        byte[] block = new byte[length];
        block[1] = 1;
        Arrays.fill(block, 2, 2 + padding, (byte) 0xff);
        System.arraycopy(prefix, 0, block, 3 + padding, prefix.length);
        System.arraycopy(hash, 0, block, 3 + padding + prefix.length, hash.length);
        return block;
    }
}
