package dev.refwarden.hook;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.refwarden.crypto.Digests;
import dev.refwarden.git.ObjectId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.zip.Deflater;

/** A pack as a hostile client would write it, with whatever bytes in it: no Git of the client's own looks at them. */
final class Pack {
    private final ByteArrayOutputStream entries = new ByteArrayOutputStream();
    private final Deflater deflater = new Deflater();
    private final byte[] buffer = new byte[1 << 16];
    private int count;

    /** What an object is. */
    enum Kind {
        COMMIT(1),
        TREE(2),
        BLOB(3),
        TAG(4);

        private final int number;

        Kind(int number) {
            this.number = number;
        }
    }

    /** Adds an object whose content is these parts, one after the other. */
    ObjectId add(Kind kind, byte[]... parts) {
        long size = 0;
        for (byte[] part : parts) {
            size += part.length;
        }
        head(kind.number, size);
        deflater.reset();
        for (byte[] part : parts) {
            deflater.setInput(part);
            deflate();
        }
        deflater.finish();
        deflate();
        return id(kind, size, List.of(parts));
    }

    private static ObjectId id(Kind kind, long size, List<byte[]> parts) {
        MessageDigest sha1 = Digests.sha1();
        sha1.update((kind.name().toLowerCase(Locale.ROOT) + " " + size + "\0").getBytes(US_ASCII));
        parts.forEach(sha1::update);
        return ObjectId.fromBytes(sha1.digest(), 0);
    }

    private void head(int type, long size) {
        count++;
        long rest = size >>> 4;
        entries.write((int) ((type << 4) | (size & 15) | (rest > 0 ? 0x80 : 0)));
        while (rest > 0) {
            entries.write((int) ((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0)));
            rest >>>= 7;
        }
    }

    private void deflate() {
        int written = deflater.deflate(buffer);
        while (written > 0) {
            entries.write(buffer, 0, written);
            written = deflater.deflate(buffer);
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** The whole pack. */
    byte[] bytes() {
        byte[] head = ByteBuffer.allocate(12)
                .put("PACK".getBytes(US_ASCII))
                .putInt(2)
                .putInt(count)
                .array();
        byte[] body = entries.toByteArray();
        MessageDigest sha1 = Digests.sha1();
        sha1.update(head);
        byte[] trailer = sha1.digest(body);
        return ByteBuffer.allocate(head.length + body.length + trailer.length)
                .put(head)
                .put(body)
                .put(trailer)
                .array();
    }
}
