package dev.refwarden.ledger.tree;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads signed notes as strictly as C2SP signed-note says. */
final class NoteReader {
    private static final String BLANK_LINE = "\n\n";

    private NoteReader() {}

    static ParsedNote read(byte[] note) {
        if (note.length > SignedNote.MAX_BYTES) {
            return malformed("longer than 64 KiB");
        }
        Optional<String> decoded = decoded(note);
        if (decoded.isEmpty()) {
            return malformed("not UTF-8");
        }
        String all = decoded.get();
        if (!SignedNote.isPlain(all)) {
            return malformed("a control character");
        }
        // The text may have blank lines of its own: only the last one ends it.
        int blank = all.lastIndexOf(BLANK_LINE);
        if (blank < 0) {
            return malformed("no blank line before the signatures");
        }
        return withSignatures(all.substring(0, blank + 1), all.substring(blank + BLANK_LINE.length()));
    }

    private static ParsedNote withSignatures(String text, String block) {
        if (block.isEmpty()) {
            return malformed("no signature line");
        }
        if (!block.endsWith("\n")) {
            return malformed("the last line is not complete");
        }
        List<NoteSignature> signatures = new ArrayList<>();
        for (String line : block.substring(0, block.length() - 1).split("\n", -1)) {
            if (signatures.size() == SignedNote.MAX_SIGNATURES) {
                return malformed("more than " + SignedNote.MAX_SIGNATURES + " signatures");
            }
            Optional<NoteSignature> signature = NoteSignature.parse(line);
            if (signature.isEmpty()) {
                return malformed("signature line " + (signatures.size() + 1) + " is malformed");
            }
            signatures.add(signature.get());
        }
        return new SignedNote(text, signatures);
    }

    private static Optional<String> decoded(byte[] note) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(note))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static ParsedNote malformed(String detail) {
        return new ParsedNote.Malformed(detail);
    }
}
