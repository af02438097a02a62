package dev.refwarden.ledger;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sums of rows by which the contents of two tables are compared in whatever order they come, without keeping them: each
 * row adds its SipHash-2-4 (Aumasson and Bernstein, 2012) under a key that is drawn anew each time, so that nobody can
 * make up other rows of the same sum.
 */
final class RowSums implements IndexRows {
    private final long key0;
    private final long key1;
    private final Map<String, Sum> sums = new HashMap<>();

    RowSums() {
        SecureRandom random = new SecureRandom();
        this.key0 = random.nextLong();
        this.key1 = random.nextLong();
    }

    /** How many rows there are, and what they come to. */
    record Sum(long rows, long sum) {
        static final Sum NONE = new Sum(0, 0);

        Sum and(long hash) {
            return new Sum(rows + 1, sum + hash);
        }
    }

    @Override
    public void insert(String insert, List<Object[]> rows) {
        Sum sum = sums.getOrDefault(insert, Sum.NONE);
        for (Object[] row : rows) {
            sum = sum.and(hash(row));
        }
        sums.put(insert, sum);
    }

    /** What the rows of one statement come to. */
    Sum of(String insert) {
        return sums.getOrDefault(insert, Sum.NONE);
    }

    /** @param row texts, whole numbers and bytes; each goes in with its length */
    long hash(Object[] row) {
        int length = 0;
        byte[][] parts = new byte[row.length][];
        for (int i = 0; i < row.length; i++) {
            if (!(row[i] instanceof Number)) {
                parts[i] = row[i] instanceof byte[] bytes
                        ? bytes
                        : String.valueOf(row[i]).getBytes(StandardCharsets.UTF_8);
                length += parts[i].length;
            }
            length += Long.BYTES;
        }
        ByteBuffer all = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < row.length; i++) {
            if (row[i] instanceof Number number) {
                all.putLong(number.longValue());
            } else {
                all.putLong(parts[i].length).put(parts[i]);
            }
        }
        return sipHash(all.flip(), key0, key1);
    }

    /** @param message in little-endian order */
    static long sipHash(ByteBuffer message, long key0, long key1) {
        long length = message.remaining();
        State state = new State(key0, key1);
        while (message.remaining() >= Long.BYTES) {
            state.take(message.getLong());
        }
        long last = length << 56;
        for (int shift = 0; message.hasRemaining(); shift += Byte.SIZE) {
            last |= (message.get() & 0xffL) << shift;
        }
        state.take(last);
        return state.end();
    }

    private static final class State {
        private long v0;
        private long v1;
        private long v2;
        private long v3;

        State(long key0, long key1) {
            v0 = key0 ^ 0x736f6d6570736575L;
            v1 = key1 ^ 0x646f72616e646f6dL;
            v2 = key0 ^ 0x6c7967656e657261L;
            v3 = key1 ^ 0x7465646279746573L;
        }

        void take(long word) {
            v3 ^= word;
            round();
            round();
            v0 ^= word;
        }

        long end() {
            v2 ^= 0xff;
            for (int i = 0; i < 4; i++) {
                round();
            }
            return v0 ^ v1 ^ v2 ^ v3;
        }

        private void round() {
            v0 += v1;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v3;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
        }
    }
}
