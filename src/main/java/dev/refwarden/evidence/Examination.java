package dev.refwarden.evidence;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.StoredObject;
import dev.refwarden.git.store.GitFailed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Examines commits once each, in batches and on all processors when there are many.
 *
 * <p>A push of a few commits never starts a thread. When the workers are behind, whoever submits
 * examines a batch itself, so that only a few batches of raw bytes are in memory at a time.
 *
 * @param <R> what an examination shows
 */
final class Examination<R> implements AutoCloseable {
    private static final int BATCH = 128;
    /** A batch of so many bytes is full, and one object of so many is examined at once and never waits. */
    private static final int BATCH_BYTES = 1 << 20;

    private static final int WAITING_BATCHES = 4;

    private final ThreadLocal<Examiner<R>> examiners;
    private final Map<ObjectId, R> results = new HashMap<>();
    private final List<Future<List<R>>> running = new ArrayList<>();
    private final List<List<ObjectId>> runningIds = new ArrayList<>();
    private List<StoredObject> batch = new ArrayList<>();
    private long batchBytes;
    private final Map<ObjectId, Boolean> submitted = new HashMap<>();
    private @Nullable ThreadPoolExecutor workers;

    /** Examines for one thread. */
    @FunctionalInterface
    interface Examiner<R> {
        R examine(StoredObject object);
    }

    /** @param examiner makes an examiner for a thread */
    Examination(Supplier<Examiner<R>> examiner) {
        this.examiners = ThreadLocal.withInitial(examiner);
    }

    void submit(StoredObject object) {
        if (submitted.putIfAbsent(object.id(), true) != null) {
            return;
        }
        if (object.bytesHeld() >= BATCH_BYTES) {
            results.put(object.id(), examiners.get().examine(object));
            return;
        }
        batch.add(object);
        batchBytes += object.bytesHeld();
        if (batch.size() == BATCH || batchBytes >= BATCH_BYTES) {
            start(batch);
            batch = new ArrayList<>();
            batchBytes = 0;
        }
    }

    /** What was shown by each object that was ever submitted. */
    Map<ObjectId, R> results() {
        for (StoredObject object : batch) {
            results.put(object.id(), examiners.get().examine(object));
        }
        batch = new ArrayList<>();
        batchBytes = 0;
        for (int i = 0; i < running.size(); i++) {
            collect(runningIds.get(i), running.get(i));
        }
        running.clear();
        runningIds.clear();
        return results;
    }

    @Override
    public void close() {
        if (workers != null) {
            workers.shutdownNow();
        }
    }

    private void start(List<StoredObject> objects) {
        List<ObjectId> ids = new ArrayList<>(objects.size());
        objects.forEach(object -> ids.add(object.id()));
        runningIds.add(ids);
        running.add(workers().submit(() -> {
            List<R> shown = new ArrayList<>(objects.size());
            // Walks come upon children first; parents first lets an examiner remember what a child asks for.
            for (int i = objects.size() - 1; i >= 0; i--) {
                shown.add(examiners.get().examine(objects.get(i)));
            }
            Collections.reverse(shown);
            objects.clear();
            return shown;
        }));
    }

    private void collect(List<ObjectId> ids, Future<List<R>> future) {
        try {
            List<R> shown = future.get();
            for (int i = 0; i < ids.size(); i++) {
                results.put(ids.get(i), shown.get(i));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DeadlinePassed passed) {
                throw passed;
            }
            if (e.getCause() instanceof GitFailed failed) {
                throw failed;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private ThreadPoolExecutor workers() {
        if (workers == null) {
            int processors = Runtime.getRuntime().availableProcessors();
            workers = new ThreadPoolExecutor(
                    processors,
                    processors,
                    1,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(WAITING_BATCHES),
                    Examination::daemon,
                    new ThreadPoolExecutor.CallerRunsPolicy());
        }
        return workers;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "examination");
        thread.setDaemon(true);
        return thread;
    }
}
