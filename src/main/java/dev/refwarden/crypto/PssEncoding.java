package dev.refwarden.crypto;

import java.security.MessageDigest;
import java.util.Arrays;

/** Verifies the encoding that RSASSA-PSS signs (EMSA-PSS, RFC 8017, section 9.1.2), with MGF1 over one digest for all. */
final class PssEncoding {
    private static final byte TRAILER = (byte) 0xbc;

    private PssEncoding() {}

    /**
     * Whether {@code encoded} means {@code hash}.
     *
     * @param digest as Java calls it
     * @param saltLength in bytes; an encoding with a salt of another length never does
     * @param bits how many bits of {@code encoded} count, one fewer than the modulus has
     */
    static boolean holds(byte[] encoded, int bits, String digest, byte[] hash, int saltLength) {
        int dataLength = encoded.length - hash.length - 1;
        int padding = dataLength - saltLength - 1;
        if (saltLength < 0 || padding < 0 || encoded[encoded.length - 1] != TRAILER) {
            return false;
        }
        int leftmost = 8 * encoded.length - bits;
        if ((encoded[0] & 0xff) >>> (8 - leftmost) != 0) {
            return false;
        }
        byte[] seed = Arrays.copyOfRange(encoded, dataLength, dataLength + hash.length);
        byte[] data = unmasked(Arrays.copyOf(encoded, dataLength), mask(digest, seed, dataLength));
        data[0] &= (byte) (0xff >>> leftmost);
        for (int i = 0; i < padding; i++) {
            if (data[i] != 0) {
                return false;
            }
        }
        MessageDigest again = Digests.of(digest);
        again.update(new byte[8]);
        again.update(hash);
        again.update(data, padding + 1, saltLength);
        return data[padding] == 1 && MessageDigest.isEqual(seed, again.digest());
    }

    private static byte[] unmasked(byte[] data, byte[] mask) {
        for (int i = 0; i < data.length; i++) {
            data[i] ^= mask[i];
        }
        return data;
    }

    /** MGF1 (RFC 8017, appendix B.2.1). */
    private static byte[] mask(String digest, byte[] seed, int length) {
        byte[] mask = new byte[length];
        int at = 0;
        for (int counter = 0; at < length; counter++) {
            MessageDigest block = Digests.of(digest);
            block.update(seed);
            block.update(
                    new byte[] {(byte) (counter >>> 24), (byte) (counter >>> 16), (byte) (counter >>> 8), (byte) counter
                    });
            byte[] bytes = block.digest();
            int taken = Math.min(bytes.length, length - at);
            System.arraycopy(bytes, 0, mask, at, taken);
            at += taken;
        }
        return mask;
    }
}
