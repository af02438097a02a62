package dev.refwarden.hook;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Work on a thread of its own, which is left behind where it takes longer than the push may. */
final class Background {
    private Background() {}

    static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** The same for what is no part of a push, and which no one who judged it waits for. */
    static void startApart(String name, Runnable work) {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        Thread thread = new Thread(group, work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** @return absent where it failed, or has not ended in time */
    static <T> Optional<T> await(CompletableFuture<T> work, long nanos) {
        try {
            return Optional.of(work.get(Math.max(0, nanos), TimeUnit.NANOSECONDS));
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Does the work, for so long at most. */
    static void run(String name, long nanos, Runnable work) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        start(name, () -> {
            work.run();
            done.complete(true);
        });
        await(done, nanos);
    }
}
