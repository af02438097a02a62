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
    private final ShortenedNames names;

    ShortenedContent(ShortenedNames names) {
        this.names = names;
    }

    /** @throws CorruptObjectException if it is not of its type's form */
    byte[] of(StoredObject.Raw object) throws IOException {
        return switch (object.type()) {
            case BLOB -> object.bytes();
            case TREE -> tree(object);
            case COMMIT, TAG -> headers(object);
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

    /** Shortens the ids of the lines at the top, which come before any that JGit takes for something else. */
    private byte[] headers(StoredObject.Raw object) throws CorruptObjectException {
        byte[] raw = object.bytes();
        ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length);
        int at = 0;
        for (String name = named(raw, at); !name.isEmpty(); name = named(raw, at)) {
            int from = at + name.length();
            int to = from + object.id().format().hexDigits();
            String hex = to < raw.length ? new String(raw, from, to - from, StandardCharsets.ISO_8859_1) : "";
            if (!object.id().format().isHex(hex) || raw[to] != '\n') {
                throw new CorruptObjectException("a header that names no object");
            }
            out.write(raw, at, name.length());
            out.writeBytes(names.toJGit(ObjectId.fromHex(hex)).name().getBytes(StandardCharsets.US_ASCII));
            out.write('\n');
            at = to + 1;
        }
        out.write(raw, at, raw.length - at);
        return out.toByteArray();
    }

    private static String named(byte[] raw, int at) {
        for (String name : new String[] {"tree ", "parent ", "object "}) {
            byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
            int to = Math.min(raw.length, at + bytes.length);
            if (Arrays.equals(raw, at, to, bytes, 0, bytes.length)) {
                return name;
            }
        }
        return "";
    }

    private byte[] shortened(ObjectId id) {
        byte[] raw = new byte[20];
        names.toJGit(id).copyRawTo(raw, 0);
        return raw;
    }
}
