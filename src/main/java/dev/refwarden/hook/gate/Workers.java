package dev.refwarden.hook.gate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * So many threads judge pushes, each in a thread group of its own, one push at a time. What a push leaves running after
 * its answer is waited for, since it takes what the next push needs; what then does not end is reported, and is a reason
 * to replace the whole process.
 */
final class Workers {
    /** How long work may go on after the answer. It looks at the clock in every loop, so that it takes an instant. */
    private static final Duration GRACE = Duration.ofSeconds(5);
    /** Longer after its deadline than any answer takes. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final int MOST_THREADS = 256;

    private final LinkedBlockingQueue<Job> waiting = new LinkedBlockingQueue<>();
    private final AtomicInteger judging = new AtomicInteger();
    private final AtomicLong judged = new AtomicLong();
    private final Judge judge;
    private final Consumer<String> stuck;

    /** @param stuck receives what does not end */
    Workers(int count, Judge judge, Consumer<String> stuck) {
        this.judge = judge;
        this.stuck = stuck;
        for (int i = 1; i <= count; i++) {
            ThreadGroup group = new ThreadGroup("worker " + i);
            Thread thread = new Thread(group, () -> work(group), "worker " + i);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /**
     * Waits until a push is judged. One that finds no worker within its deadline is refused for that by the calling
     * thread.
     *
     * @param deadline counted from the push's arrival
     * @return absent if there is no answer
     */
    Optional<byte[]> judge(Job job, Duration deadline) throws InterruptedException {
        waiting.add(job);
        Optional<byte[]> answer = answer(job, deadline);
        if (answer.isEmpty() && waiting.remove(job)) {
            judge.judge(job);
        }
        return answer.isPresent() ? answer : answer(job, deadline.plus(PATIENCE));
    }

    int judging() {
        return judging.get();
    }

    int waiting() {
        return waiting.size();
    }

    long judged() {
        return judged.get();
    }

    private static Optional<byte[]> answer(Job job, Duration within) throws InterruptedException {
        CompletableFuture<byte[]> answer = job.answer();
        long left = job.arrivedNanos() + within.toNanos() - System.nanoTime();
        try {
            return Optional.of(answer.get(Math.max(0, left), TimeUnit.NANOSECONDS));
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        }
    }

    private void work(ThreadGroup group) {
        try {
            while (true) {
                Job job = waiting.take();
                judging.incrementAndGet();
                judge.judge(job);
                awaitQuiet(group, job);
                if (job.request().kind() == GateRequest.Kind.PRE_RECEIVE) {
                    judged.incrementAndGet();
                }
                judging.decrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitQuiet(ThreadGroup group, Job job) throws InterruptedException {
        long end = System.nanoTime() + GRACE.toNanos();
        List<String> running = running(group);
        while (!running.isEmpty() && System.nanoTime() - end < 0) {
            TimeUnit.MILLISECONDS.sleep(2);
            running = running(group);
        }
        if (!running.isEmpty()) {
            stuck.accept("the push " + job.request().nonce().value() + " in "
                    + job.request().folder() + " is answered, but does not end: " + running);
        }
    }

    /** What the push has started and still runs; what JGit keeps for everybody is not its own. */
    private static List<String> running(ThreadGroup group) {
        Thread[] threads = new Thread[MOST_THREADS];
        int count = group.enumerate(threads);
        List<String> running = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Thread thread = threads[i];
            if (thread != Thread.currentThread() && !thread.getName().startsWith("JGit")) {
                running.add(thread.getName());
            }
        }
        return running;
    }
}
