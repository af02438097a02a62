package dev.refwarden.hook.gate;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** A push that waits to be judged, or is. */
final class Job {
    private final GateRequest request;
    private final Instant now;
    private final long arrivedNanos;
    private final CompletableFuture<byte[]> answer = new CompletableFuture<>();

    /**
     * @param now the server's clock when the push arrived
     * @param arrivedNanos the same moment by {@link System#nanoTime}
     */
    Job(GateRequest request, Instant now, long arrivedNanos) {
        this.request = request;
        this.now = now;
        this.arrivedNanos = arrivedNanos;
    }

    GateRequest request() {
        return request;
    }

    Instant now() {
        return now;
    }

    long arrivedNanos() {
        return arrivedNanos;
    }

    /** Completed exceptionally where there will be none. */
    CompletableFuture<byte[]> answer() {
        return answer;
    }
}
