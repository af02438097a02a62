package dev.refwarden.hook.gate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One connection to the gate: a request, and perhaps an answer. */
final class Conversation {
    /** A hook writes its request at once. */
    private static final Duration READING = Duration.ofSeconds(20);
    /** Longer after its deadline than any answer takes. */
    private static final Duration ANSWERING = Duration.ofSeconds(10);

    private final SocketChannel channel;
    private final long arrivedNanos = System.nanoTime();
    private final Instant now;
    private volatile long endNanos = arrivedNanos + READING.toNanos();

    /** @param now the server's clock */
    Conversation(SocketChannel channel, Instant now) {
        this.channel = channel;
        this.now = now;
    }

    /** Whether whoever asks takes longer than a hook does. */
    boolean isOverdue() {
        return System.nanoTime() - endNanos > 0;
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // No one is there any more.
            return;
        }
    }

    SocketChannel channel() {
        return channel;
    }

    Job job(GateRequest request) {
        return new Job(request, now, arrivedNanos);
    }

    /** From now on it may take until some time after this deadline. */
    void isJudged(Duration deadline) {
        endNanos = arrivedNanos + deadline.plus(ANSWERING).toNanos();
    }

    void answer(Optional<byte[]> answer) throws IOException {
        if (answer.isPresent()) {
            ByteBuffer left = ByteBuffer.wrap(answer.get());
            while (left.hasRemaining()) {
                channel.write(left);
            }
        }
    }
}
