package dev.refwarden.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** Appends to the chain of decisions, for any number of hooks at once. */
public final class DecisionLog {
    private static final JsonFactory JSON = new JsonFactory();
    private static final long ROTATE_AT = 64L << 20;
    /** File locks belong to the whole process; its threads take this one first. */
    private static final ReentrantLock THREADS = new ReentrantLock();

    private final StateFolder state;
    private final long rotateAt;

    public DecisionLog(StateFolder state) {
        this(state, ROTATE_AT);
    }

    /** @param rotateAt a file of so many bytes gets no more lines, but the next file does */
    DecisionLog(StateFolder state, long rotateAt) {
        this.state = state;
        this.rotateAt = rotateAt;
    }

    /** A line that is in the log for good. */
    public record Appended(long seq, CaseId caseId) {}

    /** A line that is made while no other hook can write one. */
    interface Entry {
        LogLine line() throws IOException;

        /** Puts on disk what must be there before the line is, and counts only once that line is there. */
        void prepare(Position position) throws IOException;

        /** A line that needs nothing else. */
        static Entry of(LogLine line) {
            return new Entry() {
                @Override
                public LogLine line() {
                    return line;
                }

                @Override
                public void prepare(Position position) {
                    // Nothing else is written.
                }
            };
        }
    }

    /**
     * Where a line will stand.
     *
     * @param file the log file's number
     * @param offset of its first byte
     * @param length in bytes, its line feed included
     */
    record Position(long seq, int file, long offset, int length, LineHash hash) {
        /** A line is what it hashes to, and the hash covers its number. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Position position && hash.equals(position.hash);
        }

        @Override
        public int hashCode() {
            return hash.hashCode();
        }
    }

    /**
     * Appends one line and syncs it to disk.
     *
     * @throws IOException if any of that fails; the line may or may not be there then
     */
    public Appended append(Instant time, LogLine line) throws IOException {
        return append(time, Entry.of(line));
    }

    Appended append(Instant time, Entry entry) throws IOException {
        return locked(() -> appendLocked(time, entry));
    }

    /** What only one process at a time may do. */
    interface Locked<T> {
        T run() throws IOException;
    }

    /** Does something while no other hook can write a line. */
    <T> T locked(Locked<T> action) throws IOException {
        THREADS.lock();
        try {
            state.makeFolder(state.logs());
            Path lock = state.logs().resolve("lock");
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                state.adopt(lock);
                if (!held.isValid()) {
                    throw new IOException("the log cannot be locked");
                }
                return action.run();
            }
        } finally {
            THREADS.unlock();
        }
    }

    private Appended appendLocked(Instant time, Entry entry) throws IOException {
        List<LogFile> files = LogFile.in(state.logs());
        LogFile file = files.isEmpty() ? LogFile.of(state.logs(), 1) : files.get(files.size() - 1);
        LogTail tail = LogTail.EMPTY;
        if (!files.isEmpty()) {
            tail = tailOf(files, files.size() - 1);
            if (Files.size(file.path()) >= rotateAt && !tail.torn()) {
                file = file.next();
            }
        }
        return appendTo(file, tail, time, entry);
    }

    private Appended appendTo(LogFile file, LogTail tail, Instant time, Entry entry) throws IOException {
        long seq = tail.seq() + 1;
        CaseId caseId = CaseId.of(seq, tail.last());
        byte[] bytes = bytes(seq, tail.last(), time, entry.line(), caseId);
        boolean isNew = !Files.exists(file.path());
        try (FileChannel channel = FileChannel.open(
                file.path(), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            if (isNew) {
                state.adopt(file.path());
                StateFolder.syncFolder(state.logs());
            }
            long offset = channel.size() + (tail.torn() ? 1 : 0);
            entry.prepare(new Position(seq, file.number(), offset, bytes.length, LineHash.of(bytes)));
            StateFolder.writeFully(channel, tail.torn() ? behindLineFeed(bytes) : bytes);
            channel.force(false);
        }
        return new Appended(seq, caseId);
    }

    /** The end of file number {@code index}, looking back over files that hold no line. */
    static LogTail tailOf(List<LogFile> files, int index) throws IOException {
        LogTail before = LogTail.EMPTY;
        if (index > 0 && Files.size(files.get(index).path()) == 0) {
            before = tailOf(files, index - 1);
        }
        try (FileChannel channel = FileChannel.open(files.get(index).path(), StandardOpenOption.READ)) {
            return LogTail.of(channel, before);
        }
    }

    private static byte[] bytes(long seq, LineHash previous, Instant time, LogLine line, CaseId caseId)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeNumberField("seq", seq);
            json.writeStringField("prev", previous.hex());
            json.writeStringField("time", milliseconds(time));
            line.writeTo(json, caseId);
            json.writeEndObject();
        }
        out.write('\n');
        return out.toByteArray();
    }

    /** ISO 8601 in UTC, always with three digits of a second's fraction. */
    private static String milliseconds(Instant time) {
        String seconds = Instant.ofEpochSecond(time.getEpochSecond()).toString();
        String fraction = Integer.toString(1_000 + time.getNano() / 1_000_000).substring(1);
        return seconds.substring(0, seconds.length() - 1) + "." + fraction + "Z";
    }

    private static byte[] behindLineFeed(byte[] line) {
        byte[] out = new byte[line.length + 1];
        out[0] = '\n';
        System.arraycopy(line, 0, out, 1, line.length);
        return out;
    }
}
