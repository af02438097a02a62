package dev.refwarden.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.refwarden.crypto.Digests;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * SHA-256 over names and bytes of files in the order in which they come, worked out beside the reading of them: over a
 * large configuration it takes as long as all the rest.
 */
final class RunningDigest implements AutoCloseable {
    /** So many files are handed over at once, since to wake another thread costs more than to hash one of them. */
    private static final int BATCH = 100;

    private final BlockingQueue<List<byte[]>> batches = new LinkedBlockingQueue<>();
    private final List<byte[]> end = new ArrayList<>();
    private List<byte[]> batch = new ArrayList<>();
    private final MessageDigest sha256 = Digests.sha256();
    private final Thread worker = new Thread(this::work, "configuration digest");
    private volatile boolean whole;

    RunningDigest() {
        worker.setDaemon(true);
        worker.start();
    }

    void add(String name, byte[] file) {
        batch.add(name.getBytes(UTF_8));
        batch.add(file);
        if (batch.size() >= 2 * BATCH) {
            batches.add(batch);
            batch = new ArrayList<>();
        }
    }

    /** {@code sha256:} and 64 hex digits; nothing can be added from then on. */
    String finish() {
        close();
        boolean interrupted = false;
        while (true) {
            try {
                worker.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!whole) {
            throw new IllegalStateException("the digest of the configuration was not finished");
        }
        return "sha256:" + HexFormat.of().formatHex(sha256.digest());
    }

    @Override
    public void close() {
        batches.add(batch);
        batches.add(end);
    }

    private void work() {
        try {
            for (List<byte[]> parts = batches.take(); parts != end; parts = batches.take()) {
                parts.forEach(this::feed);
            }
            whole = true;
        } catch (InterruptedException e) {
            // Nobody interrupts it; were it so, whoever asks for the digest is told that there is none.
        }
    }

    private void feed(byte[] part) {
        // Lengths keep the end of a name and the beginning of its file apart.
        byte[] length = new byte[Long.BYTES];
        for (int i = 0; i < Long.BYTES; i++) {
            length[i] = (byte) ((long) part.length >>> (56 - 8 * i));
        }
        sha256.update(length);
        sha256.update(part);
    }
}
