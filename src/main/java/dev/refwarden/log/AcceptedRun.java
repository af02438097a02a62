package dev.refwarden.log;

import dev.refwarden.object.ObjectId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;

/**
 * A file of entries in order. Ids are hashes, so where one must lie can be guessed: three reads or so
 * among ten million. Whoever makes ids that mislead the guess gets a search by halving.
 *
 * @param entries how many there are
 */
record AcceptedRun(Path path, FileChannel channel, long entries) {
    private static final int BLOCK = 128;
    private static final int MOST_GUESSES = 8;

    /** @throws DamagedRecord if the file is not as long as it must be */
    static AcceptedRun open(Path path, long entries) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        if (channel.size() != entries * AcceptedEntry.BYTES) {
            channel.close();
            throw new DamagedRecord(path.getFileName() + " is not as long as it was");
        }
        return new AcceptedRun(path, channel, entries);
    }

    /** The earliest acceptance of a commit that this file knows. */
    Optional<Instant> find(ObjectId commit) throws IOException {
        double wanted = fraction(commit);
        long low = 0;
        long high = entries;
        double lowest = 0;
        double highest = 1;
        for (int guess = 0; low < high; guess++) {
            double share = guess < MOST_GUESSES && highest > lowest ? (wanted - lowest) / (highest - lowest) : 0.5;
            long middle = low + (long) (share * (high - low));
            long from = Math.max(low, Math.min(middle - BLOCK / 2, high - BLOCK));
            byte[] block = read(from, (int) Math.min(BLOCK, high - from));
            int last = block.length - AcceptedEntry.BYTES;
            if (commit.compareTo(AcceptedEntry.commit(block, 0)) < 0) {
                high = from;
                highest = fraction(AcceptedEntry.commit(block, 0));
            } else if (commit.compareTo(AcceptedEntry.commit(block, last)) > 0) {
                low = from + block.length / AcceptedEntry.BYTES;
                lowest = fraction(AcceptedEntry.commit(block, last));
            } else {
                return in(block, commit);
            }
        }
        return Optional.empty();
    }

    byte[] read(long from, int count) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(count * AcceptedEntry.BYTES);
        long at = from * AcceptedEntry.BYTES;
        while (block.hasRemaining()) {
            if (channel.read(block, at + block.position()) < 0) {
                throw new DamagedRecord(path.getFileName() + " ends within an entry");
            }
        }
        return AcceptedEntry.whole(block.array());
    }

    private static Optional<Instant> in(byte[] block, ObjectId commit) {
        for (int at = 0; at < block.length; at += AcceptedEntry.BYTES) {
            if (AcceptedEntry.commit(block, at).equals(commit)) {
                return Optional.of(AcceptedEntry.time(block, at));
            }
        }
        return Optional.empty();
    }

    /** Where among all ids this one lies, from 0 to 1. */
    private static double fraction(ObjectId id) {
        long first = ByteBuffer.wrap(id.bytes()).getLong() >>> 1;
        return first / (double) Long.MAX_VALUE;
    }
}
