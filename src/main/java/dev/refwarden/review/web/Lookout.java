package dev.refwarden.review.web;

import dev.refwarden.review.desk.OpenIncidents;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Keeps an eye on the refused pushes of the last days while pages are shown, next to them and at its own pace. */
final class Lookout implements AutoCloseable {
    private static final Duration FRESH = Duration.ofMinutes(10);
    /** So many times as long as the last look took, none is taken again. */
    private static final int REST = 20;

    private static final long MOST_WAIT_MILLIS = 2_000;

    private final Site site;
    private final InstantSource clock;
    private final ExecutorService looking = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "lookout");
        thread.setDaemon(true);
        return thread;
    });
    private CompletableFuture<Instant> next;
    /** Whether the look that is being taken is worth waiting for. */
    private boolean soon = true;

    Lookout(Site site, InstantSource clock) {
        this.site = site;
        this.clock = clock;
        this.next = begin(true, Instant.MIN);
    }

    /** What is known now; waits a moment for what was refused since the last time. */
    OpenIncidents incidents() {
        CompletableFuture<Instant> shown;
        synchronized (this) {
            if (next.isDone()) {
                Instant due = next.join();
                soon = clock.instant().isBefore(due);
                next = begin(!soon, due);
            }
            shown = soon ? next : CompletableFuture.completedFuture(Instant.MIN);
        }
        try {
            shown.get(MOST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return site.open();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return site.open();
    }

    /** @return when all of it is to be looked at again */
    private CompletableFuture<Instant> begin(boolean again, Instant due) {
        return CompletableFuture.supplyAsync(
                () -> {
                    Instant begun = clock.instant();
                    try {
                        site.open().look(site.index(), site.patientDesk(), begun, again);
                    } catch (IOException | RuntimeException e) {
                        // The page says how many were looked at; whoever asks next has it tried again.
                        return Instant.MIN;
                    }
                    Instant end = clock.instant();
                    Duration rest = Duration.between(begun, end).multipliedBy(REST);
                    return again ? end.plus(rest.compareTo(FRESH) > 0 ? rest : FRESH) : due;
                },
                looking);
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
