package dev.refwarden.log;

import dev.refwarden.object.ObjectId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * A commit with the time of its acceptance, as the 32 bytes that files of the record hold: 20 of the
 * commit's id, 8 of the time in milliseconds since 1970, most significant first, and the CRC-32 of these.
 */
final class AcceptedEntry {
    static final int BYTES = 32;

    private static final int CHECKED = ObjectId.BYTES + Long.BYTES;

    private AcceptedEntry() {}

    static void put(ByteBuffer entries, ObjectId commit, long number) {
        byte[] entry = new byte[BYTES];
        ByteBuffer fields = ByteBuffer.wrap(entry).put(commit.bytes()).putLong(number);
        fields.putInt(checksum(entry, 0));
        entries.put(entry);
    }

    static ObjectId commit(byte[] entries, int at) {
        return ObjectId.fromBytes(entries, at);
    }

    static Instant time(byte[] entries, int at) {
        return Instant.ofEpochMilli(number(entries, at));
    }

    static long number(byte[] entries, int at) {
        return ByteBuffer.wrap(entries, at + ObjectId.BYTES, Long.BYTES).getLong();
    }

    /** @throws DamagedRecord if any of the entries is not what was once written */
    static byte[] whole(byte[] entries) throws DamagedRecord {
        for (int at = 0; at < entries.length; at += BYTES) {
            boolean whole = at + BYTES <= entries.length
                    && ByteBuffer.wrap(entries, at + CHECKED, Integer.BYTES).getInt() == checksum(entries, at);
            if (!whole) {
                throw new DamagedRecord("an entry is not what was once written");
            }
        }
        return entries;
    }

    /** In the order of their bytes, so that the earliest of a commit comes first. */
    static byte[] sorted(byte[] entries) {
        byte[][] each = new byte[entries.length / BYTES][];
        for (int i = 0; i < each.length; i++) {
            each[i] = Arrays.copyOfRange(entries, i * BYTES, (i + 1) * BYTES);
        }
        Arrays.sort(each, Arrays::compareUnsigned);
        ByteBuffer sorted = ByteBuffer.allocate(each.length * BYTES);
        for (byte[] entry : each) {
            sorted.put(entry);
        }
        return sorted.array();
    }

    private static int checksum(byte[] entries, int at) {
        CRC32 crc = new CRC32();
        crc.update(entries, at, CHECKED);
        return (int) crc.getValue();
    }
}
