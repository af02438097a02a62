package dev.refwarden.log;

import dev.refwarden.object.ObjectId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * A file of entries in the order in which they came. Its first entry, for no commit, holds how many
 * others there are: more may lie behind them after a crash, and count for nothing.
 */
final class AcceptedTail {
    private AcceptedTail() {}

    static void create(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            StateFolder.writeFully(channel, head(0));
            channel.force(false);
        }
    }

    /** Every entry that counts, each known to be whole. */
    static byte[] read(Path file) throws IOException {
        byte[] all = Files.readAllBytes(file);
        int end = (int) end(all, all.length);
        return AcceptedEntry.whole(Arrays.copyOfRange(all, AcceptedEntry.BYTES, end));
    }

    /**
     * Appends entries, which are on disk then.
     *
     * @return how many there are now
     */
    static long append(Path file, byte[] entries) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer head = ByteBuffer.allocate(AcceptedEntry.BYTES);
            channel.read(head, 0);
            long end = end(head.array(), channel.size());
            channel.position(end);
            StateFolder.writeFully(channel, entries);
            long count = (end + entries.length) / AcceptedEntry.BYTES - 1;
            channel.position(0);
            StateFolder.writeFully(channel, head(count));
            channel.force(false);
            return count;
        }
    }

    private static long end(byte[] beginning, long size) throws DamagedRecord {
        if (size < AcceptedEntry.BYTES) {
            throw new DamagedRecord("its newest entries are cut off");
        }
        byte[] head = AcceptedEntry.whole(Arrays.copyOf(beginning, AcceptedEntry.BYTES));
        long end = (1 + AcceptedEntry.number(head, 0)) * AcceptedEntry.BYTES;
        if (!AcceptedEntry.commit(head, 0).isZero() || end < AcceptedEntry.BYTES || end > size) {
            throw new DamagedRecord("its newest entries are cut off");
        }
        return end;
    }

    private static byte[] head(long count) {
        ByteBuffer head = ByteBuffer.allocate(AcceptedEntry.BYTES);
        AcceptedEntry.put(head, ObjectId.ZERO, count);
        return head.array();
    }
}
