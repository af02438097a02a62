package dev.refwarden.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Sums of rows by which the contents of two tables are compared in whatever order they come, without keeping them: each
 * row adds its SipHash-2-4 (Aumasson and Bernstein, 2012) under a key that is drawn each time, so that no one can
 * make up other rows of the same sum. A row that goes is taken off again.
 */
final class RowSums {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long NOTHING = -2;
    private static final long NUMBER = -1;

    private final long key0;
    private final long key1;
    private final Map<String, Sum> sums = new HashMap<>();

    RowSums() {
        SecureRandom random = new SecureRandom();
        this.key0 = random.nextLong();
        this.key1 = random.nextLong();
    }

    /** How many rows there are, and what they come to. */
    static final class Sum {
        private long rows;
        private long sum;

        void add(long hash) {
            rows++;
            sum += hash;
        }

        void remove(long hash) {
            rows--;
            sum -= hash;
        }

        long rows() {
            return rows;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Sum same && rows == same.rows && sum == same.sum;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(sum);
        }
    }

    /** What the rows of one table come to. */
    Sum of(String table) {
        return sums.computeIfAbsent(table, none -> new Sum());
    }

    /** @param row texts, whole numbers, truth values, bytes, or optional ones of these; each goes in with its kind and length */
    long hash(Object... row) {
        State state = new State(key0, key1);
        long length = 0;
        for (Object column : row) {
            length += take(state, column instanceof Optional<?> some && some.isPresent() ? some.get() : column);
        }
        state.take(length << 56);
        return state.end();
    }

    private static long take(State state, Object column) {
        if (column instanceof Optional) {
            state.take(NOTHING);
            return Long.BYTES;
        }
        if (column instanceof Number || column instanceof Boolean) {
            state.take(NUMBER);
            state.take(column instanceof Number number ? number.longValue() : column == Boolean.TRUE ? 1 : 0);
            return 2 * Long.BYTES;
        }
        boolean plain = column instanceof byte[];
        byte[] bytes =
                column instanceof byte[] some ? some : String.valueOf(column).getBytes(StandardCharsets.UTF_8);
        state.take(2L * bytes.length + (plain ? 1 : 0));
        int whole = bytes.length & -Long.BYTES;
        for (int at = 0; at < whole; at += Long.BYTES) {
            state.take((long) WORDS.get(bytes, at));
        }
        if (whole < bytes.length) {
            // Filled up with zeros: how many of them are the row's own is told by its length.
            state.take(rest(bytes, whole));
        }
        return Long.BYTES + (bytes.length + Long.BYTES - 1L) / Long.BYTES * Long.BYTES;
    }

    private static long rest(byte[] bytes, int from) {
        long rest = 0;
        for (int i = from; i < bytes.length; i++) {
            rest |= (bytes[i] & 0xffL) << (Byte.SIZE * (i - from));
        }
        return rest;
    }

    static long sipHash(byte[] message, long key0, long key1) {
        State state = new State(key0, key1);
        int whole = message.length & -Long.BYTES;
        for (int at = 0; at < whole; at += Long.BYTES) {
            state.take((long) WORDS.get(message, at));
        }
        state.take((long) message.length << 56 | rest(message, whole));
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
