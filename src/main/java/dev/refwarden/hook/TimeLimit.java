package dev.refwarden.hook;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.Push;
import dev.refwarden.decision.Pusher;
import dev.refwarden.ledger.Use;
import dev.refwarden.people.People;
import dev.refwarden.policy.Server;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * How long one push may take, and who answers for it.
 *
 * <p>Two threads race for a push: one judges it, one watches the clock. Whichever claims it first, and
 * only that one, writes its decision into the log; so nothing that was not decided in time is ever
 * accepted. What is known of the push is kept here for the one that only watches.
 */
final class TimeLimit {
    /** What a push may take while the configuration is not read yet. */
    private static final Duration UNTIL_CONFIGURED = Duration.ofSeconds(60);
    /**
     * What recording a refusal may take besides where the time was up before anybody began, as for a push whose gate
     * did not answer: an answer within a second of its deadline is out of reach then, a record of it is not.
     */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final long startNanos;
    private final long begunNanos = System.nanoTime();
    private final AtomicReference<@Nullable Thread> owner = new AtomicReference<>();
    private Duration allowed = UNTIL_CONFIGURED;
    private long knownNanos;
    private Push push = new Push("", Pusher.UNKNOWN, new People(List.of()), List.of());
    private String policy = "";
    private Optional<Server> server = Optional.empty();
    private Optional<Use> certificate = Optional.empty();
    private Optional<Outcome> outcome = Optional.empty();
    private boolean finished;

    /** @param startNanos when the push arrived, by {@link System#nanoTime} */
    TimeLimit(long startNanos) {
        this.startNanos = startNanos;
        this.knownNanos = begunNanos;
    }

    /** Says how the server wants it; the time counts from the push's arrival all the same. */
    synchronized void configured(Server configured, String policyDigest) {
        allowed = configured.deadline();
        server = Optional.of(configured);
        policy = policyDigest;
        knownNanos = System.nanoTime();
        notifyAll();
    }

    /** Says what is known of the push by now. */
    synchronized void pushed(Push known) {
        push = known;
        knownNanos = System.nanoTime();
    }

    /** Says which certificate came with the push; it is used up whatever becomes of it. */
    synchronized void certified(Optional<Use> seen) {
        certificate = seen;
    }

    /** Whether the calling thread, and no other, answers for the push. */
    boolean claim() {
        return owner.compareAndSet(null, Thread.currentThread());
    }

    /** Whether the calling thread has claimed it. */
    boolean isMine() {
        return owner.get() == Thread.currentThread();
    }

    synchronized boolean isOver() {
        return System.nanoTime() - end() > 0;
    }

    /** A refusal of the push by what is known of it: it took too long. */
    synchronized PreparedPush.Fixed late() {
        return refused(Code.DEADLINE_EXCEEDED, "not judged within " + allowed.toSeconds() + " seconds");
    }

    /** A refusal of the push by what is known of it. */
    synchronized PreparedPush.Fixed refused(Code code, String detail) {
        return PreparedPush.refused(push, code, detail, policy, server)
                .using(certificate.map(List::of).orElse(List.of()));
    }

    /** Says what becomes of the push, when the developer has been told. */
    synchronized void answered(Outcome answer) {
        outcome = Optional.of(answer);
    }

    /** Says that nothing is left to do. */
    synchronized void finished() {
        finished = true;
        notifyAll();
    }

    /**
     * Waits until all is done, but only for {@code patience} after the end.
     *
     * @return the answer; absent if there is none by then
     */
    synchronized Optional<Outcome> await(Duration patience) {
        boolean interrupted = false;
        long left = left(patience);
        while (!finished && left > 0) {
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            left = left(patience);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return outcome;
    }

    /** Nanoseconds until {@code patience} after the end. */
    synchronized long left(Duration patience) {
        long from = end() - knownNanos > 0 ? end() : knownNanos;
        long grace = begunNanos - end() > 0 ? GRACE.toNanos() : 0;
        return from + grace + patience.toNanos() - System.nanoTime();
    }

    private long end() {
        return startNanos + allowed.toNanos();
    }
}
