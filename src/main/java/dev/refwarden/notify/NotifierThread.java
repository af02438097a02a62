package dev.refwarden.notify;

import dev.refwarden.policy.yaml.PolicyProblems;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** Sends what is due, again and again, alongside whatever else a process does. */
public final class NotifierThread implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(15);

    private final Thread thread;

    /** One round of whatever is to be done. */
    @FunctionalInterface
    public interface Work {
        void run() throws IOException, PolicyProblems;
    }

    /**
     * Prepares.
     *
     * @param errors receives what went wrong, once as long as it stays the same
     */
    public NotifierThread(Work work, Consumer<String> errors) {
        this(work, errors, PAUSE);
    }

    NotifierThread(Work work, Consumer<String> errors, Duration pause) {
        this.thread = new Thread(() -> loop(work, errors, pause), "notifications");
        thread.setDaemon(true);
    }

    /** Begins, and does not wait for anything. */
    public void start() {
        thread.start();
    }

    private static void loop(Work work, Consumer<String> errors, Duration pause) {
        String last = "";
        while (!Thread.currentThread().isInterrupted()) {
            String failure = "";
            try {
                work.run();
            } catch (IOException | PolicyProblems | RuntimeException | OutOfMemoryError | StackOverflowError e) {
                failure = "refwarden: nobody is notified: " + e.getMessage();
            }
            if (!failure.isEmpty() && !failure.equals(last)) {
                errors.accept(failure);
            }
            last = failure;
            try {
                Thread.sleep(pause.toMillis());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
