package dev.refwarden.git;

import dev.refwarden.crypto.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** The hash by which a repository names its objects; all ids of one repository are of one format. */
public enum ObjectFormat {
    SHA1("sha1", 20),
    SHA256("sha256", 32);

    private final String word;
    private final int bytes;

    ObjectFormat(String word, int bytes) {
        this.word = word;
        this.bytes = bytes;
    }

    /** As Git writes it, in {@code extensions.objectFormat} for one. */
    public String word() {
        return word;
    }

    /** How many bytes an id has. */
    public int bytes() {
        return bytes;
    }

    /** How many hex digits an id has. */
    public int hexDigits() {
        return 2 * bytes;
    }

    /** All zeros. In a push it means "no object": the old id of a created ref, the new id of a deleted one. */
    public ObjectId nullId() {
        return this == SHA1 ? ObjectId.ZERO : Sha256Id.NULL;
    }

    /** Reads an id from {@code offset}; the caller has checked that its bytes are there. */
    public ObjectId idAt(byte[] raw, int offset) {
        return this == SHA1 ? new ObjectId(raw, offset) : new Sha256Id(raw, offset);
    }

    /** The name of an object of that type and content. */
    public ObjectId nameOf(ObjectType type, byte[] content) {
        MessageDigest digest = this == SHA1 ? Digests.sha1() : Digests.sha256();
        digest.update((type.word() + " " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
        return idAt(digest.digest(content), 0);
    }

    /** Whether {@code text} is exactly an id of this format, in lower-case hex digits. */
    public boolean isHex(String text) {
        if (text.length() != hexDigits()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    /** The format whose ids have so many bytes, if there is one. */
    static Optional<ObjectFormat> ofLength(int bytes) {
        for (ObjectFormat format : values()) {
            if (format.bytes == bytes) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
