package dev.refwarden.log;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Writes sorted entries from several places into one run, the earliest of each commit only. */
final class MergedRun {
    private static final int AT_ONCE = 4_096;

    private MergedRun() {}

    /** @return how many entries were written; they are on disk then */
    static long write(List<AcceptedRun> runs, byte[] sorted, Path into) throws IOException {
        PriorityQueue<Cursor> queue = new PriorityQueue<>(Comparator.comparing(Cursor::entry, Arrays::compareUnsigned));
        for (AcceptedRun run : runs) {
            new Cursor(run, new byte[0]).enter(queue);
        }
        new Cursor(null, sorted).enter(queue);
        long written = 0;
        byte[] last = new byte[0];
        try (FileChannel channel = FileChannel.open(
                        into,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
            while (!queue.isEmpty()) {
                Cursor cursor = queue.remove();
                byte[] entry = cursor.entry();
                if (last.length == 0 || !AcceptedEntry.commit(entry, 0).equals(AcceptedEntry.commit(last, 0))) {
                    out.write(entry);
                    written++;
                    last = entry;
                }
                cursor.enter(queue);
            }
            out.flush();
            channel.force(false);
        }
        return written;
    }

    /** Goes through the entries of a run, or through those in memory. */
    private static final class Cursor {
        private final @org.jspecify.annotations.Nullable AcceptedRun run;
        private byte[] block;
        private byte[] entry = new byte[0];
        private int at;
        private long next;

        Cursor(@org.jspecify.annotations.Nullable AcceptedRun run, byte[] block) {
            this.run = run;
            this.block = block;
        }

        byte[] entry() {
            return entry;
        }

        /** Takes the next entry and stands in line with it, if there is one. */
        void enter(PriorityQueue<Cursor> queue) throws IOException {
            if (at == block.length && run != null && next < run.entries()) {
                int count = (int) Math.min(AT_ONCE, run.entries() - next);
                block = run.read(next, count);
                next += count;
                at = 0;
            }
            if (at < block.length) {
                entry = Arrays.copyOfRange(block, at, at + AcceptedEntry.BYTES);
                at += AcceptedEntry.BYTES;
                queue.add(this);
            }
        }
    }
}
