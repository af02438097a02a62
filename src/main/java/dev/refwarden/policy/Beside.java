package dev.refwarden.policy;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A value that another thread works out meanwhile. */
final class Beside<T> {
    private final CompletableFuture<T> value;

    private Beside(CompletableFuture<T> value) {
        this.value = value;
    }

    /** @param name of the thread */
    static <T> Beside<T> of(String name, Supplier<T> work) {
        return new Beside<>(CompletableFuture.supplyAsync(work, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            thread.start();
        }));
    }

    /** Waits for it, whether this thread is interrupted or not. */
    T get() {
        return value.join();
    }
}
