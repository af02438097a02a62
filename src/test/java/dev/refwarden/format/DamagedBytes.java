package dev.refwarden.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Single damages to bytes. */
public final class DamagedBytes {
    private DamagedBytes() {}

    /** With the first {@code old} changed into {@code replacement}, which must be there. */
    public static byte[] replaced(byte[] bytes, String old, String replacement) {
        String text = new String(bytes, ISO_8859_1);
        int at = text.indexOf(old);
        if (at < 0) {
            throw new IllegalArgumentException("nothing to replace: " + old);
        }
        return (text.substring(0, at) + replacement + text.substring(at + old.length())).getBytes(ISO_8859_1);
    }

    public static byte[] flipped(byte[] bytes, int bit) {
        byte[] out = bytes.clone();
        out[bit / 8] ^= (byte) (1 << (bit % 8));
        return out;
    }

    /** With four bytes at {@code offset} overwritten. */
    static byte[] withUint32(byte[] bytes, int offset, long value) {
        byte[] out = bytes.clone();
        for (int i = 0; i < 4; i++) {
            out[offset + i] = (byte) (value >>> (24 - 8 * i));
        }
        return out;
    }
}
