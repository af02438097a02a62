package dev.refwarden.ledger.tree;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A text and lines that claim to be signatures of it (C2SP signed-note). The text must not be believed before
 * {@link VerifierKey#check} says that a known key signed it. Lines of unknown signers are kept.
 *
 * @param text ends in a line feed, which is signed too
 */
public record SignedNote(String text, List<NoteSignature> signatures) implements ParsedNote {
    /** Longer notes are malformed. */
    public static final int MAX_BYTES = 64 * 1024;

    /** Notes with more are malformed. */
    public static final int MAX_SIGNATURES = 100;

    /** @throws IllegalArgumentException if the text cannot be signed, or there is no signature or too many */
    public SignedNote {
        signatures = List.copyOf(signatures);
        if (!text.endsWith("\n")
                || !isPlain(text)
                || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("not the text of a note");
        }
        if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
            throw new IllegalArgumentException(signatures.size() + " signatures");
        }
    }

    /** Whether the line feed is the only ASCII control character. */
    static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c >= ' ' || c == '\n');
    }

    byte[] signedBytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The whole note, byte for byte as it was read. */
    public byte[] toBytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature).append('\n'));
        return note.toString();
    }
}
