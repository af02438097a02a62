package dev.refwarden.git;

/** What the raw bytes of a tag object say. */
public sealed interface ParsedTag permits Tag, ParsedTag.Malformed {
    /** Not well-formed, and nothing it says is believed. */
    record Malformed(String detail) implements ParsedTag {}

    /** Reads a tag object by the format of its own id; never fails. */
    static ParsedTag of(StoredObject.Raw raw) {
        return of(raw.bytes(), raw.id().format());
    }

    /** Reads a tag object of a repository of that format; never fails. */
    static ParsedTag of(byte[] raw, ObjectFormat format) {
        try {
            return TagReader.read(raw, format);
        } catch (MalformedObject malformed) {
            return new Malformed(malformed.detail());
        }
    }
}
