package dev.refwarden.ledger.tree;

/** What bytes that should be a signed note are. */
public sealed interface ParsedNote permits SignedNote, ParsedNote.Malformed {
    /**
     * Not a signed note, and nothing in it is believed.
     *
     * @param detail lower case, no final period, nothing of the note
     */
    record Malformed(String detail) implements ParsedNote {}

    /**
     * Reads a note of at most {@link SignedNote#MAX_BYTES} bytes and {@link SignedNote#MAX_SIGNATURES} signatures;
     * never fails.
     */
    static ParsedNote of(byte[] note) {
        return NoteReader.read(note);
    }
}
