package dev.refwarden.object;

import java.util.List;

/** What the raw bytes of a commit say. */
public sealed interface ParsedCommit permits Commit, ParsedCommit.Malformed {
    /** The first line of the message, at most {@link Subject#MAX_BYTES} bytes of it; for people only. */
    String subject();

    /** The commits that Git follows from here, whether or not the rest is well-formed. */
    List<ObjectId> parents();

    /**
     * Git may read it, but it is not well-formed, and nothing it says is believed.
     *
     * @param detail for the developer
     */
    record Malformed(String detail, List<ObjectId> parents, String subject) implements ParsedCommit {}

    /** Reads a commit; never fails. */
    static ParsedCommit of(byte[] raw) {
        try {
            return CommitReader.read(raw);
        } catch (MalformedObject malformed) {
            return new Malformed(malformed.detail(), CommitLinks.of(raw).parents(), Subject.of(raw));
        }
    }
}
