package dev.refwarden.git;

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

    /** Reads a commit by the format of its own id; never fails. */
    static ParsedCommit of(StoredObject.Raw raw) {
        return of(raw.bytes(), raw.id().format());
    }

    /** Reads a commit of a repository of that format; never fails. */
    static ParsedCommit of(byte[] raw, ObjectFormat format) {
        try {
            return CommitReader.read(raw, format);
        } catch (MalformedObject malformed) {
            return new Malformed(malformed.detail(), CommitLinks.of(raw, format).parents(), Subject.of(raw));
        }
    }
}
