package dev.refwarden.ledger.tree;

/** What checking a signed checkpoint showed. Only {@link Valid} has anything to believe. */
public sealed interface CheckpointCheck {
    /**
     * The log's key signed this head. Proves what the log once stated, not that it is still a prefix of the log.
     *
     * @param note with the lines of other signers, none of which was verified
     */
    record Valid(TreeHead head, SignedNote note) implements CheckpointCheck {}

    /**
     * It is not a checkpoint.
     *
     * @param detail lower case, no final period, nothing of the checkpoint
     */
    record Malformed(String detail) implements CheckpointCheck {}

    /**
     * It says that it is a checkpoint of another log. Whether anybody signed it was not checked.
     *
     * @param origin as written, so it may hold anything but control characters of ASCII
     */
    record OtherLog(String origin) implements CheckpointCheck {}

    /** It has no signature by the log's key. */
    record Unsigned() implements CheckpointCheck {}

    /** It has a signature that claims to be by the log's key and is not. */
    record BadSignature() implements CheckpointCheck {}
}
