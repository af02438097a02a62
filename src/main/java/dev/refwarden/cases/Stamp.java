package dev.refwarden.cases;

import dev.refwarden.log.LogFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * By which a file is known not to have been written since: the same stamp, the same bytes. Says nothing where the
 * system's clock was set back.
 *
 * @param inode the file's number
 * @param changed when the file or anything about it last changed, in nanoseconds since 1970
 * @param size in bytes
 */
record Stamp(long inode, long changed, long size) {
    static final int BYTES = 24;

    static Stamp of(LogFile file) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(file.path(), "unix:ino,ctime,size");
        FileTime changed = (FileTime) Objects.requireNonNull(attributes.get("ctime"));
        return new Stamp(number(attributes, "ino"), changed.to(TimeUnit.NANOSECONDS), number(attributes, "size"));
    }

    private static long number(Map<String, Object> attributes, String name) {
        return ((Number) Objects.requireNonNull(attributes.get(name))).longValue();
    }

    static Stamp from(ByteBuffer bytes) {
        return new Stamp(bytes.getLong(), bytes.getLong(), bytes.getLong());
    }

    void writeTo(ByteBuffer bytes) {
        bytes.putLong(inode).putLong(changed).putLong(size);
    }
}
