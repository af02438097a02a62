package dev.refwarden.evidence;

import dev.refwarden.git.SignedBytes;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * What git from 2.45 to 2.54 signed of a commit whose text was not UTF-8. It signed the text as it was and then stored it with every
 * single byte, taken for a letter of ISO 8859-1, made two; so no such signature covers what is stored.
 */
final class UnconvertedText {
    private UnconvertedText() {}

    /** The text as it was before; absent where nothing in it can come from such a byte. */
    static Optional<SignedBytes> of(SignedBytes stored) {
        byte[] text = stored.toByteArray();
        ByteArrayOutputStream before = new ByteArrayOutputStream(text.length);
        int at = 0;
        while (at < text.length) {
            boolean made = at + 1 < text.length && (text[at] & 0xfe) == 0xc2 && (text[at + 1] & 0xc0) == 0x80;
            before.write(made ? ((text[at] & 3) << 6) | (text[at + 1] & 0x3f) : text[at]);
            at += made ? 2 : 1;
        }
        return before.size() == text.length ? Optional.empty() : Optional.of(SignedBytes.whole(before.toByteArray()));
    }
}
