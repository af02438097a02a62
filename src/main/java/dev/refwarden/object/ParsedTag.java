package dev.refwarden.object;

/** What the raw bytes of a tag object say. */
public sealed interface ParsedTag permits Tag, ParsedTag.Malformed {
    /** Not well-formed, and nothing it says is believed. */
    record Malformed(String detail) implements ParsedTag {}

    /** Reads a tag object; never fails. */
    static ParsedTag of(byte[] raw) {
        try {
            return TagReader.read(raw);
        } catch (MalformedObject malformed) {
            return new Malformed(malformed.detail());
        }
    }
}
