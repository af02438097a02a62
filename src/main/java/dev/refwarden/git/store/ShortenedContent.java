package dev.refwarden.git.store;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.StoredObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.eclipse.jgit.errors.CorruptObjectException;

/** Objects with the ids that they name cut to what JGit takes. */
final class ShortenedContent {
    private static final byte[] OBJECT = "object ".getBytes(StandardCharsets.US_ASCII);

    private final ShortenedNames names;

    ShortenedContent(ShortenedNames names) {
        this.names = names;
    }

    /** @throws CorruptObjectException if it is not of its type's form */
    byte[] of(StoredObject.Raw object) throws IOException {
        return switch (object.type()) {
            case BLOB -> object.bytes();
            case TREE -> tree(object);
            case COMMIT -> WalkedCommit.of(object, names);
            case TAG -> tag(object);
        };
    }

    private byte[] tree(StoredObject.Raw tree) throws CorruptObjectException {
        byte[] raw = tree.bytes();
        int length = tree.id().format().bytes();
        ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length);
        int at = 0;
        while (at < raw.length) {
            int nul = at;
            while (nul < raw.length && raw[nul] != 0) {
                nul++;
            }
            int next = nul + 1 + length;
            if (next > raw.length) {
                throw new CorruptObjectException("a tree that is cut short");
            }
            out.write(raw, at, nul + 1 - at);
            out.writeBytes(shortened(ObjectId.fromBytes(Arrays.copyOfRange(raw, nul + 1, next))));
            at = next;
        }
        return out.toByteArray();
    }

    /** Shortens the id that the first line names. */
    private byte[] tag(StoredObject.Raw tag) throws CorruptObjectException {
        byte[] raw = tag.bytes();
        int from = OBJECT.length;
        int to = from + tag.id().format().hexDigits();
        String hex = to < raw.length && Arrays.equals(raw, 0, from, OBJECT, 0, from)
                ? new String(raw, from, to - from, StandardCharsets.ISO_8859_1)
                : "";
        if (!tag.id().format().isHex(hex) || raw[to] != '\n') {
            throw new CorruptObjectException("a tag that names no object");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length);
        out.write(raw, 0, from);
        out.writeBytes(names.toJGit(ObjectId.fromHex(hex)).name().getBytes(StandardCharsets.US_ASCII));
        out.write(raw, to, raw.length - to);
        return out.toByteArray();
    }

    private byte[] shortened(ObjectId id) {
        byte[] raw = new byte[20];
        names.toJGit(id).copyRawTo(raw, 0);
        return raw;
    }
}
