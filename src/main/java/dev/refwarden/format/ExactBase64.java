package dev.refwarden.format;

import java.util.Arrays;
import java.util.Base64;

/**
 * Base64 in the one encoding that bytes have (RFC 4648, sections 3.2, 3.5 and 4): padded, the unused
 * bits zero, no line breaks.
 */
public final class ExactBase64 {
    private ExactBase64() {}

    /** @throws IllegalArgumentException if {@code text} is not what {@link Base64#getEncoder()} writes */
    public static byte[] decode(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        // Only the last four characters can be written in several ways: with other unused bits, or without padding.
        int whole = bytes.length / 3 * 3;
        byte[] rest = Arrays.copyOfRange(bytes, whole, bytes.length);
        String end = Base64.getEncoder().encodeToString(rest);
        if (text.length() != whole / 3 * 4 + end.length() || !text.endsWith(end)) {
            throw new IllegalArgumentException("not in its one encoding");
        }
        return bytes;
    }
}
