package dev.refwarden.cases;

import dev.refwarden.log.LogFile;
import dev.refwarden.log.StateFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The chunks of one log file, as they are kept on disk behind the stamp of the log file. */
final class IndexFile {
    private static final String SUFFIX = ".index";
    private static final long MAGIC = 0x5257_5354_4d50_0a01L;
    private static final int HEADER = 8 + Stamp.BYTES;

    private IndexFile() {}

    /**
     * What was kept and is still true of the log.
     *
     * @param chunks from the log file's beginning on, without a gap
     * @param stamp of the log file when they were last compared with it
     * @param remark what is wrong with the log file, where something is
     */
    record Kept(List<Chunk> chunks, Optional<Stamp> stamp, Optional<String> remark) {
        static final Kept NOTHING = new Kept(List.of(), Optional.empty(), Optional.empty());

        Kept {
            chunks = List.copyOf(chunks);
        }

        static Kept nothing(String remark) {
            return new Kept(List.of(), Optional.empty(), Optional.of(remark));
        }

        /** Up to where in the log file. */
        long covered() {
            return chunks.isEmpty() ? 0 : chunks.get(chunks.size() - 1).to();
        }
    }

    /** Reads what was kept; whatever is damaged counts for nothing, whatever the log contradicts is remarked. */
    static Kept load(StateFolder state, LogFile log, Stamp now) throws IOException {
        Kept kept = read(path(state, log.name()));
        return kept.chunks().isEmpty() || kept.stamp().equals(Optional.of(now)) ? kept : compared(kept, log, now);
    }

    private static Kept read(Path path) {
        if (!Files.isReadable(path)) {
            return Kept.NOTHING;
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return read(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
        } catch (IOException e) {
            return Kept.NOTHING;
        }
    }

    private static Kept read(ByteBuffer bytes) {
        if (bytes.remaining() < HEADER || bytes.getLong() != MAGIC) {
            return Kept.NOTHING;
        }
        Stamp stamp = Stamp.from(bytes);
        List<Chunk> chunks = new ArrayList<>();
        long at = 0;
        while (bytes.hasRemaining()) {
            Optional<Chunk> chunk = Chunk.at(bytes.slice());
            if (chunk.isEmpty() || chunk.get().from() != at) {
                return Kept.NOTHING;
            }
            chunks.add(chunk.get());
            at = chunk.get().to();
            bytes.position(bytes.position() + chunk.get().size());
        }
        return new Kept(chunks, Optional.of(stamp), Optional.empty());
    }

    /** Compares with the log itself, byte for byte as far as a checksum can. */
    private static Kept compared(Kept kept, LogFile log, Stamp now) throws IOException {
        if (now.size() < kept.covered()) {
            return Kept.nothing(log.name() + " is shorter than it was when it was indexed: run refwarden log verify");
        }
        try (FileChannel channel = FileChannel.open(log.path(), StandardOpenOption.READ)) {
            for (Chunk chunk : kept.chunks()) {
                if (LogBytes.checksum(channel, chunk.from(), chunk.to()) != chunk.logChecksum()) {
                    return Kept.nothing(log.name() + " was changed between bytes " + chunk.from() + " and " + chunk.to()
                            + " after it was indexed: run refwarden log verify");
                }
            }
        }
        return new Kept(kept.chunks(), Optional.empty(), Optional.empty());
    }

    /**
     * Keeps chunks for later readers. Any number may do so at once: each leaves a whole file, and any of them is right.
     *
     * @throws IOException if STATE cannot be written; nothing is lost then but time
     */
    static void save(StateFolder state, LogFile log, List<Chunk> chunks, Stamp stamp) throws IOException {
        state.makeFolder(state.index());
        Path fresh = Files.createTempFile(state.index(), log.name(), ".new");
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer header = ByteBuffer.allocate(HEADER).putLong(MAGIC);
                stamp.writeTo(header);
                write(channel, header.flip());
                for (Chunk chunk : chunks) {
                    write(channel, chunk.bytes());
                }
            }
            state.adopt(fresh);
            clear(state, Files.getLastModifiedTime(fresh).toInstant());
            Files.move(
                    fresh,
                    path(state, log.name()),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** The log files that were once indexed and are gone. */
    static List<String> orphans(StateFolder state, List<LogFile> logs) throws IOException {
        List<String> orphans = new ArrayList<>();
        if (!Files.isDirectory(state.index()) || !Files.isReadable(state.index())) {
            return orphans;
        }
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(state.index(), "*" + SUFFIX)) {
            for (Path path : paths) {
                String name = path.getFileName().toString();
                String log = name.substring(0, name.length() - SUFFIX.length());
                if (logs.stream().noneMatch(file -> file.name().equals(log))) {
                    orphans.add(log);
                }
            }
        }
        orphans.sort(null);
        return orphans;
    }

    /** Clears away what a reader left behind that was ended in the middle of its work. */
    private static void clear(StateFolder state, Instant now) throws IOException {
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(state.index(), "*.new")) {
            for (Path path : paths) {
                Instant written = Files.getLastModifiedTime(path).toInstant();
                if (written.isBefore(now.minus(Duration.ofHours(1)))) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }

    private static Path path(StateFolder state, String log) {
        return state.index().resolve(log + SUFFIX);
    }

    private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
