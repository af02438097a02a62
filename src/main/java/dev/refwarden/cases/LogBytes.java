package dev.refwarden.cases;

import dev.refwarden.crypto.Digests;
import dev.refwarden.log.LogFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** The log's own bytes, and what the index remembers of them. */
final class LogBytes {
    private static final int BLOCK = 1 << 18;

    private LogBytes() {}

    /** Fewer than {@code length} where the file ends before. */
    static byte[] read(LogFile file, long offset, int length) throws IOException {
        try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
            ByteBuffer buffer = ByteBuffer.allocate(length);
            while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) >= 0) {
                // Goes on until all is there.
            }
            return Arrays.copyOf(buffer.array(), buffer.position());
        }
    }

    /** The first 64 bits of the SHA-256. */
    static long hash(byte[] line) {
        return ByteBuffer.wrap(Digests.sha256().digest(line)).getLong();
    }

    /** The CRC-32C of the bytes from {@code from} to {@code to}, as far as the file has them. */
    static int checksum(FileChannel channel, long from, long to) throws IOException {
        CRC32C crc = new CRC32C();
        ByteBuffer buffer = ByteBuffer.allocate(BLOCK);
        for (long at = from; at < to; at += buffer.position()) {
            buffer.clear().limit((int) Math.min(BLOCK, to - at));
            if (channel.read(buffer, at) <= 0) {
                break;
            }
            crc.update(buffer.array(), 0, buffer.position());
        }
        return (int) crc.getValue();
    }
}
