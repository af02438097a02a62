package dev.refwarden.review.web;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Runs every exchange in a thread of its own, and ends those whose browser neither sends nor takes anything for too long:
 * interrupting a thread closes the connection that it waits for. Where too many wait at once, the one that began to wait
 * first is ended for the next, so that a browser that does not stand still is answered in any case.
 */
final class ExchangeThreads implements Executor, AutoCloseable {
    private static final int MOST_WAITING = 100;

    private final Duration patience;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Map<Thread, Wait> waiting = new LinkedHashMap<>();

    /** One time of waiting; equal to no other. */
    private static final class Wait {}

    ExchangeThreads(Duration patience) {
        this.patience = patience;
    }

    @Override
    public void execute(Runnable exchange) {
        threads.execute(() -> {
            waitForBrowser();
            try {
                exchange.run();
            } finally {
                browserWaits();
            }
        });
    }

    /** From now on the calling thread waits for its browser, with the whole patience before it. */
    synchronized void waitForBrowser() {
        Thread here = Thread.currentThread();
        waiting.remove(here);
        if (waiting.size() >= MOST_WAITING) {
            Iterator<Thread> eldest = waiting.keySet().iterator();
            eldest.next().interrupt();
            eldest.remove();
        }
        Wait wait = new Wait();
        waiting.put(here, wait);
        if (!clock.isShutdown()) {
            var unused = clock.schedule(() -> end(here, wait), patience.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** From now on it is the browser that waits, as long as it takes. */
    synchronized void browserWaits() {
        waiting.remove(Thread.currentThread());
        // An interruption that came too late for this exchange is not the next one's.
        boolean unused = Thread.interrupted();
    }

    private synchronized void end(Thread thread, Wait wait) {
        if (waiting.remove(thread, wait)) {
            thread.interrupt();
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        threads.shutdownNow();
    }
}
