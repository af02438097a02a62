package dev.refwarden.statement;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** The secret behind one person's one-time codes, as Base32 text (RFC 4648, section 6). */
public final class OneTimeSecret {
    /** What RFC 4226 expects at least. */
    private static final int LEAST_BYTES = 16;

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private OneTimeSecret() {}

    /** The bytes; absent where the text is not a Base32 or shorter than 128 bits. Blanks and case do not matter. */
    public static Optional<byte[]> parse(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int bits = 0;
        int held = 0;
        for (char c : text.strip().toCharArray()) {
            int value = ALPHABET.indexOf(Character.toUpperCase(c));
            if (c == ' ' || c == '=' || c == '-') {
                continue;
            }
            if (value < 0) {
                return Optional.empty();
            }
            held = held << 5 | value;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.write(held >>> bits);
                held &= (1 << bits) - 1;
            }
        }
        return bytes.size() < LEAST_BYTES ? Optional.empty() : Optional.of(bytes.toByteArray());
    }

    /** The text for a secret. */
    public static String text(byte[] secret) {
        StringBuilder text = new StringBuilder();
        int bits = 0;
        int held = 0;
        for (byte b : secret) {
            held = held << 8 | (b & 0xff);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(ALPHABET.charAt(held >>> bits & 31));
                held &= (1 << bits) - 1;
            }
        }
        return bits == 0
                ? text.toString()
                : text.append(ALPHABET.charAt(held << (5 - bits) & 31)).toString();
    }
}
