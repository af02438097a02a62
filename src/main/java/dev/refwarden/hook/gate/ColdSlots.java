package dev.refwarden.hook.gate;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Lets only so many processes judge a push by themselves at a time, since each takes a processor and its own memory. What
 * one has taken, it keeps to its end.
 */
final class ColdSlots implements AutoCloseable {
    private static final long POLL_MILLIS = 10;

    private final RunFolder run;
    private final List<FileLock> taken = new ArrayList<>();

    ColdSlots(RunFolder run) {
        this.run = run;
    }

    /**
     * Waits for one of {@code count}, but not longer than until {@code endNanos}: whoever has waited so long only says
     * that the time is up, which takes little. Where STATE cannot be written no one waits; nothing is accepted there.
     */
    void take(int count, long endNanos) {
        try {
            run.make();
            List<FileChannel> slots = new ArrayList<>();
            for (int i = 1; i <= count; i++) {
                slots.add(run.openLock(run.coldSlot(i)));
            }
            Optional<FileLock> lock = tryAny(slots);
            while (lock.isEmpty() && System.nanoTime() - endNanos < 0) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
                lock = tryAny(slots);
            }
            lock.ifPresent(taken::add);
            for (FileChannel slot : slots) {
                if (lock.isEmpty() || lock.get().acquiredBy() != slot) {
                    slot.close();
                }
            }
        } catch (IOException e) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        for (FileLock lock : taken) {
            try {
                lock.acquiredBy().close();
            } catch (IOException e) {
                // It ends with the process.
                return;
            }
        }
    }

    private static Optional<FileLock> tryAny(List<FileChannel> slots) throws IOException {
        for (FileChannel slot : slots) {
            FileLock lock = slot.tryLock();
            if (lock != null) {
                return Optional.of(lock);
            }
        }
        return Optional.empty();
    }
}
