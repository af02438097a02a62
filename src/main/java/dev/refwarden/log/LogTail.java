package dev.refwarden.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where the log ends.
 *
 * @param seq of the last line that is whole
 * @param last the hash that the next line must name
 * @param torn whether the file does not end in a line feed, because a crash cut the last write short
 */
record LogTail(long seq, LineHash last, boolean torn) {
    static final LogTail EMPTY = new LogTail(0, LineHash.NONE, false);

    private static final int BLOCK = 1 << 16;

    /**
     * Reads the end of a file; {@code before} is where the file before it ended.
     *
     * @throws IOException if a line that is ended by a line feed, and is the last such, is no line of a log
     */
    static LogTail of(FileChannel file, LogTail before) throws IOException {
        long size = file.size();
        if (size == 0) {
            return before;
        }
        long start = lineStart(file, size);
        byte[] line = read(file, start, size);
        boolean ended = line[line.length - 1] == '\n';
        byte[] whole = ended ? line : withLineFeed(line);
        Optional<LineHeader> header = LineHeader.of(line);
        if (header.isPresent()) {
            return new LogTail(header.get().seq(), LineHash.of(whole), !ended);
        }
        long seq = start == 0 ? before.seq() : seqBefore(file, start, before);
        return new LogTail(seq, LineHash.of(whole), !ended);
    }

    /** The number of the last line that is one, before bytes that a crash left behind. */
    private static long seqBefore(FileChannel file, long end, LogTail before) throws IOException {
        long to = end;
        while (to > 0) {
            long from = lineStart(file, to);
            Optional<LineHeader> header = LineHeader.of(read(file, from, to));
            if (header.isPresent()) {
                return header.get().seq();
            }
            to = from;
        }
        return before.seq();
    }

    /** Where the line begins that ends at {@code end}, its line feed included. */
    static long lineStart(FileChannel file, long end) throws IOException {
        long to = end - 1;
        while (to > 0) {
            long from = Math.max(0, to - BLOCK);
            byte[] block = read(file, from, to);
            for (int i = block.length - 1; i >= 0; i--) {
                if (block[i] == '\n') {
                    return from + i + 1;
                }
            }
            to = from;
        }
        return 0;
    }

    static byte[] read(FileChannel file, long from, long to) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(to - from));
        while (buffer.hasRemaining() && file.read(buffer, from + buffer.position()) >= 0) {
            // Goes on until all is there.
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private static byte[] withLineFeed(byte[] line) {
        byte[] whole = Arrays.copyOf(line, line.length + 1);
        whole[line.length] = '\n';
        return whole;
    }
}
