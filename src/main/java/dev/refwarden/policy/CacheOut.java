package dev.refwarden.policy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes what {@link CacheIn} reads: numbers of four bytes, the high one first, and all else behind its length. */
final class CacheOut {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);

    void flag(boolean flag) {
        out.write(flag ? 1 : 0);
    }

    void number(int number) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
    }

    void bytes(byte[] bytes) {
        number(bytes.length);
        out.writeBytes(bytes);
    }

    void text(String text) {
        bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    void texts(Collection<String> texts) {
        list(texts, this::text);
    }

    <T> void list(Collection<T> items, Consumer<T> each) {
        number(items.size());
        items.forEach(each);
    }

    <T> void optional(Optional<T> value, Consumer<T> write) {
        flag(value.isPresent());
        value.ifPresent(write);
    }

    /** One of {@code all}, by its place there. */
    <T> void one(T value, List<T> all) {
        int place = all.indexOf(value);
        if (place < 0) {
            throw new IllegalArgumentException(value + " is none of " + all);
        }
        number(place);
    }

    /** Some of {@code all}. */
    <T> void some(Collection<T> values, List<T> all) {
        list(values, value -> one(value, all));
    }

    void moment(Instant moment) {
        seconds(moment.getEpochSecond(), moment.getNano());
    }

    void duration(Duration duration) {
        seconds(duration.getSeconds(), duration.getNano());
    }

    private void seconds(long seconds, int nanoseconds) {
        number((int) (seconds >>> Integer.SIZE));
        number((int) seconds);
        number(nanoseconds);
    }

    byte[] written() {
        return out.toByteArray();
    }
}
