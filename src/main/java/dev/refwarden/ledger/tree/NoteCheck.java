package dev.refwarden.ledger.tree;

/** What checking a note with one key showed. Only {@link #VALID} proves anything. */
public enum NoteCheck {
    /** The key signed the text. */
    VALID,
    /** No line is from this key; others may have signed. */
    NO_SIGNATURE,
    /** A line claims to be from this key, and is not its signature of this text. */
    BAD_SIGNATURE
}
