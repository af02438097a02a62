package dev.refwarden.ledger;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Recomputes tables in a thread of its own, while lines are read and their chain is followed. */
final class Beside implements AutoCloseable {
    private static final int AT_ONCE = 256;
    /** Long lines wait no longer than until they are so many bytes. */
    private static final int BYTES_AT_ONCE = 1 << 20;

    private static final int MOST_WAITING = 4;

    private final Rebuilt rebuilt;
    private final ExecutorService thread;
    private final Deque<Future<?>> working = new ArrayDeque<>();
    private List<LoggedLine> some = new ArrayList<>();
    private long bytes;

    Beside(Rebuilt rebuilt) {
        this.rebuilt = rebuilt;
        this.thread = Executors.newSingleThreadExecutor(work -> {
            Thread made = new Thread(work, "refwarden-rebuilding");
            made.setDaemon(true);
            return made;
        });
    }

    /** Takes the next line; waits where much is waiting. */
    void add(LoggedLine line) throws IOException {
        some.add(line);
        bytes += line.raw().length;
        if (some.size() == AT_ONCE || bytes > BYTES_AT_ONCE) {
            begin();
        }
    }

    private void begin() throws IOException {
        List<LoggedLine> lines = some;
        some = new ArrayList<>();
        bytes = 0;
        working.add(thread.submit(() -> {
            for (LoggedLine line : lines) {
                rebuilt.follow(line);
            }
            return rebuilt;
        }));
        while (working.size() > MOST_WAITING) {
            await(working.remove());
        }
    }

    /** Waits until all lines were taken. */
    void end() throws IOException {
        begin();
        while (!working.isEmpty()) {
            await(working.remove());
        }
    }

    private static void await(Future<?> work) throws IOException {
        try {
            work.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException reason) {
                throw reason;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerUnavailable("rebuilding the tables was interrupted");
        }
    }

    /** Whatever still waits is not taken. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(1, java.util.concurrent.TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
