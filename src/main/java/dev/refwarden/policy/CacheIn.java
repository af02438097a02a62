package dev.refwarden.policy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads what {@link CacheOut} wrote, never past its end. */
final class CacheIn {
    private final byte[] bytes;
    private final int end;
    private int at;

    private CacheIn(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /** @param length how many of the bytes are there to be read, from the first one on */
    static CacheIn of(byte[] bytes, int length) {
        return new CacheIn(bytes, 0, length);
    }

    /** These bytes were never written by the same program. */
    static final class Damaged extends Exception {
        Damaged(String message) {
            super(message, null, false, false);
        }
    }

    /** Reads one thing. */
    interface Reading<T> {
        T read() throws Damaged;
    }

    boolean flag() throws Damaged {
        return bytes[take(1)] != 0;
    }

    int number() throws Damaged {
        int from = take(Integer.BYTES);
        return (bytes[from] & 0xff) << 24
                | (bytes[from + 1] & 0xff) << 16
                | (bytes[from + 2] & 0xff) << 8
                | (bytes[from + 3] & 0xff);
    }

    byte[] bytes() throws Damaged {
        int length = number();
        int from = take(length);
        return Arrays.copyOfRange(bytes, from, from + length);
    }

    /** The same, to be read further, by another thread if need be. */
    CacheIn part() throws Damaged {
        int length = number();
        int from = take(length);
        return new CacheIn(bytes, from, from + length);
    }

    String text() throws Damaged {
        int length = number();
        return new String(bytes, take(length), length, StandardCharsets.UTF_8);
    }

    List<String> texts() throws Damaged {
        return list(this::text);
    }

    <T> List<T> list(Reading<T> each) throws Damaged {
        int size = number();
        List<T> items = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            items.add(each.read());
        }
        return items;
    }

    <T> Optional<T> optional(Reading<T> value) throws Damaged {
        return flag() ? Optional.of(value.read()) : Optional.empty();
    }

    <T> T one(List<T> all) throws Damaged {
        int place = number();
        if (place < 0 || place >= all.size()) {
            throw new Damaged("a choice that there is not");
        }
        return all.get(place);
    }

    <T> List<T> some(List<T> all) throws Damaged {
        return list(() -> one(all));
    }

    Instant moment() throws Damaged {
        long seconds = seconds();
        try {
            return Instant.ofEpochSecond(seconds, number());
        } catch (DateTimeException e) {
            throw new Damaged("no moment");
        }
    }

    Duration duration() throws Damaged {
        long seconds = seconds();
        return Duration.ofSeconds(seconds, number());
    }

    private long seconds() throws Damaged {
        return ByteBuffer.wrap(bytes, take(Long.BYTES), Long.BYTES).getLong();
    }

    /** @throws Damaged if anything is left */
    void end() throws Damaged {
        if (at != end) {
            throw new Damaged("bytes behind the end");
        }
    }

    private int take(int length) throws Damaged {
        if (length < 0 || length > end - at) {
            throw new Damaged("cut short");
        }
        at += length;
        return at - length;
    }
}
