package dev.refwarden.log;

import dev.refwarden.object.ObjectId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;

/** Commits with the times of their acceptance, as the 28-byte entries that files of the record hold. */
final class AcceptedCommits {
    /** 20 bytes of the commit's id, 8 of the time in milliseconds since 1970, most significant first. */
    static final int ENTRY = ObjectId.BYTES + Long.BYTES;

    private AcceptedCommits() {}

    static void put(ByteBuffer entries, ObjectId commit, Instant time) {
        entries.put(commit.bytes()).putLong(time.toEpochMilli());
    }

    static ObjectId commit(byte[] entries, int entry) {
        return ObjectId.fromBytes(entries, entry * ENTRY);
    }

    static Instant time(byte[] entries, int entry) {
        return Instant.ofEpochMilli(ByteBuffer.wrap(entries, entry * ENTRY + ObjectId.BYTES, Long.BYTES)
                .getLong());
    }

    /** The entries in the order of their bytes, so that the earliest of a commit comes first. */
    static byte[] sorted(byte[] entries) {
        byte[][] each = new byte[entries.length / ENTRY][];
        for (int i = 0; i < each.length; i++) {
            each[i] = Arrays.copyOfRange(entries, i * ENTRY, (i + 1) * ENTRY);
        }
        Arrays.sort(each, Arrays::compareUnsigned);
        ByteBuffer sorted = ByteBuffer.allocate(each.length * ENTRY);
        for (byte[] entry : each) {
            sorted.put(entry);
        }
        return sorted.array();
    }
}
