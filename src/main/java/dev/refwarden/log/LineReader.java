package dev.refwarden.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Reads a file of the log line by line, from anywhere a line begins, in large blocks. */
public final class LineReader implements Closeable {
    private static final int BLOCK = 1 << 18;

    private final FileChannel channel;
    private byte[] buffer = new byte[BLOCK];
    private long position;
    private int start;
    private int end;
    private int length;

    /** @param offset where the first line begins */
    public LineReader(Path file, long offset) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.READ);
        position = offset;
    }

    /** Goes on to the next line, be it the unfinished one at the end; false where there is none. */
    public boolean next() throws IOException {
        start += length;
        position += length;
        length = 0;
        for (int searched = start; ; ) {
            for (int i = searched; i < end; i++) {
                if (buffer[i] == '\n') {
                    length = i + 1 - start;
                    return true;
                }
            }
            int unread = end - start;
            if (!fill()) {
                length = end - start;
                return length > 0;
            }
            searched = start + unread;
        }
    }

    /** Where in the file the line begins. */
    public long offset() {
        return position;
    }

    /** In bytes, the line feed included. */
    public int length() {
        return length;
    }

    /** Whether the line ends in a line feed; the one that a crash cut short does not. */
    public boolean isEnded() {
        return length > 0 && buffer[start + length - 1] == '\n';
    }

    /** A copy of the line, its line feed included. */
    public byte[] line() {
        return Arrays.copyOfRange(buffer, start, start + length);
    }

    /** Moves what is left to the front and reads more behind it. */
    private boolean fill() throws IOException {
        int unread = end - start;
        byte[] target = unread > buffer.length / 2 ? new byte[Math.multiplyExact(buffer.length, 2)] : buffer;
        System.arraycopy(buffer, start, target, 0, unread);
        buffer = target;
        start = 0;
        end = unread;
        int read = channel.read(ByteBuffer.wrap(buffer, end, buffer.length - end), position + unread);
        end += Math.max(0, read);
        return read > 0;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
