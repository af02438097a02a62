package dev.refwarden.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.refwarden.crypto.Digests;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * SHA-256 over names and bytes of files in the order in which they come, worked out beside the reading of them: over a
 * large configuration it takes as long as all the rest.
 */
final class RunningDigest implements AutoCloseable {
    /** So many files or a file of so many bytes are handed over at once, since to wake another thread costs more than to hash a small file. */
    private static final int BATCH = 100;

    private static final int BATCH_BYTES = 16 << 10;

    private static final byte[] NO_ANSWER = {};

    private final BlockingQueue<List<byte[]>> batches = new LinkedBlockingQueue<>();
    private final BlockingQueue<byte[]> answers = new LinkedBlockingQueue<>();
    private final List<byte[]> question = new ArrayList<>();
    private final List<byte[]> end = new ArrayList<>();
    private final byte[] before;
    private List<byte[]> batch = new ArrayList<>();
    private byte[] last;
    private boolean working;

    private RunningDigest(byte[] before) {
        this.before = before;
        this.last = before;
    }

    /** Over nothing yet. */
    static RunningDigest fresh() {
        return new RunningDigest(NO_ANSWER);
    }

    /** One that goes on behind what another had {@linkplain #soFar so far}. */
    static RunningDigest behind(byte[] digest) {
        return new RunningDigest(digest.clone());
    }

    void add(String name, byte[] file) {
        last = NO_ANSWER;
        batch.add(name.getBytes(UTF_8));
        batch.add(file);
        if (batch.size() >= 2 * BATCH || file.length >= BATCH_BYTES) {
            handOver();
        }
    }

    /** The digest of all that was added; what is added later is hashed behind this digest. */
    byte[] soFar() {
        if (last.length == 0) {
            handOver();
            batches.add(question);
            last = answer();
        }
        if (last.length == 0) {
            answers.add(last);
            throw new IllegalStateException("the digest of the configuration was not finished");
        }
        return last;
    }

    private void handOver() {
        if (!working) {
            Thread worker = new Thread(this::work, "configuration digest");
            worker.setDaemon(true);
            worker.start();
            working = true;
        }
        batches.add(batch);
        batch = new ArrayList<>();
    }

    private byte[] answer() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return answers.take();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        batches.add(end);
    }

    private void work() {
        try {
            answerAll();
        } catch (InterruptedException e) {
            // Nobody interrupts it; were it so, whoever asks for the digest is told that there is none.
        } finally {
            answers.add(NO_ANSWER);
        }
    }

    private void answerAll() throws InterruptedException {
        MessageDigest sha256 = Digests.sha256();
        sha256.update(before);
        for (List<byte[]> parts = batches.take(); parts != end; parts = batches.take()) {
            if (parts == question) {
                byte[] digest = sha256.digest();
                answers.add(digest);
                sha256.update(digest);
            } else {
                parts.forEach(part -> feed(part, sha256));
            }
        }
    }

    private static void feed(byte[] part, MessageDigest sha256) {
        // Lengths keep the end of a name and the beginning of its file apart.
        byte[] length = new byte[Long.BYTES];
        for (int i = 0; i < Long.BYTES; i++) {
            length[i] = (byte) ((long) part.length >>> (56 - 8 * i));
        }
        sha256.update(length);
        sha256.update(part);
    }
}
