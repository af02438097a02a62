package dev.refwarden.log;

import dev.refwarden.object.ObjectId;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** A file of entries in order, found by halving: some twenty reads among ten million commits. */
record AcceptedRun(Path path) {
    /** The earliest acceptance of a commit that this file knows. */
    Optional<Instant> find(ObjectId commit) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            long low = 0;
            long high = channel.size() / AcceptedCommits.ENTRY;
            while (low < high) {
                long middle = (low + high) >>> 1;
                if (AcceptedCommits.commit(entry(channel, middle), 0).compareTo(commit) < 0) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            if (low * AcceptedCommits.ENTRY + AcceptedCommits.ENTRY > channel.size()) {
                return Optional.empty();
            }
            byte[] found = entry(channel, low);
            return AcceptedCommits.commit(found, 0).equals(commit)
                    ? Optional.of(AcceptedCommits.time(found, 0))
                    : Optional.empty();
        }
    }

    long size() throws IOException {
        return Files.size(path);
    }

    /** Writes the entries of two runs into a third, which is on disk then. */
    static void merge(AcceptedRun one, AcceptedRun other, Path into) throws IOException {
        try (DataInputStream left = open(one);
                DataInputStream right = open(other);
                FileChannel channel = FileChannel.open(
                        into,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
            byte[] a = next(left);
            byte[] b = next(right);
            while (a.length > 0 || b.length > 0) {
                boolean first = b.length == 0 || (a.length > 0 && Arrays.compareUnsigned(a, b) <= 0);
                out.write(first ? a : b);
                a = first ? next(left) : a;
                b = first ? b : next(right);
            }
            out.flush();
            channel.force(false);
        }
    }

    private static DataInputStream open(AcceptedRun run) throws IOException {
        return new DataInputStream(new BufferedInputStream(Files.newInputStream(run.path()), 1 << 16));
    }

    private static byte[] next(DataInputStream in) throws IOException {
        byte[] entry = in.readNBytes(AcceptedCommits.ENTRY);
        return entry.length == AcceptedCommits.ENTRY ? entry : new byte[0];
    }

    private static byte[] entry(FileChannel channel, long index) throws IOException {
        ByteBuffer entry = ByteBuffer.allocate(AcceptedCommits.ENTRY);
        long at = index * AcceptedCommits.ENTRY;
        while (entry.hasRemaining()) {
            if (channel.read(entry, at + entry.position()) < 0) {
                throw new IOException(channel + " ends within an entry");
            }
        }
        return entry.array();
    }
}
