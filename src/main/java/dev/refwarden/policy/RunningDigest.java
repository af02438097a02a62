package dev.refwarden.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.refwarden.crypto.Digests;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * SHA-256 over names and bytes of files in the order in which they come, worked out beside the reading of them: over a
 * large configuration it takes as long as all the rest.
 */
final class RunningDigest implements AutoCloseable {
    /** So many files are handed over at once, since to wake another thread costs more than to hash a small file. */
    private static final int BATCH = 100;

    /** A file of so many bytes does not wait for others. */
    private static final int MANY_BYTES = 16 << 10;

    private static final byte[] NONE = {};

    private final ExecutorService worker = Executors.newSingleThreadExecutor(RunningDigest::thread);
    private CompletableFuture<MessageDigest> hashed;
    private List<byte[]> batch = new ArrayList<>();
    private byte[] last;

    private RunningDigest(byte[] before) {
        last = before;
        hashed = CompletableFuture.completedFuture(before).thenApplyAsync(RunningDigest::behindThis, worker);
    }

    /** Over nothing yet. */
    static RunningDigest fresh() {
        return new RunningDigest(NONE);
    }

    /** One that goes on behind what another had {@linkplain #soFar so far}. */
    static RunningDigest behind(byte[] digest) {
        return new RunningDigest(digest.clone());
    }

    void add(String name, byte[] file) {
        last = NONE;
        batch.add(name.getBytes(UTF_8));
        batch.add(file);
        if (batch.size() >= 2 * BATCH || file.length >= MANY_BYTES) {
            handOver();
        }
    }

    /** The digest of all that was added; what is added later is hashed behind this digest. */
    byte[] soFar() {
        if (last.length == 0) {
            handOver();
            CompletableFuture<byte[]> digest = hashed.thenApply(MessageDigest::digest);
            hashed = digest.thenApply(RunningDigest::behindThis);
            last = digest.join();
        }
        return last;
    }

    @Override
    public void close() {
        worker.shutdown();
    }

    private void handOver() {
        List<byte[]> parts = batch;
        batch = new ArrayList<>();
        hashed = hashed.thenApplyAsync(sha256 -> withAll(parts, sha256), worker);
    }

    private static MessageDigest behindThis(byte[] digest) {
        MessageDigest sha256 = Digests.sha256();
        sha256.update(digest);
        return sha256;
    }

    private static MessageDigest withAll(List<byte[]> parts, MessageDigest sha256) {
        for (byte[] part : parts) {
            // Lengths keep the end of a name and the beginning of its file apart.
            byte[] length = new byte[Long.BYTES];
            for (int i = 0; i < Long.BYTES; i++) {
                length[i] = (byte) ((long) part.length >>> (56 - 8 * i));
            }
            sha256.update(length);
            sha256.update(part);
        }
        return sha256;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "configuration digest");
        thread.setDaemon(true);
        return thread;
    }
}
