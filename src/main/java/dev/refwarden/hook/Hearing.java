package dev.refwarden.hook;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.Evidence;
import dev.refwarden.decision.Finding;
import dev.refwarden.decision.Push;
import dev.refwarden.decision.Pusher;
import dev.refwarden.decision.Verdict;
import dev.refwarden.key.People;
import dev.refwarden.log.CaseId;
import dev.refwarden.log.Decided;
import dev.refwarden.log.Recorder;
import dev.refwarden.log.StateFolder;
import dev.refwarden.policy.Server;
import dev.refwarden.report.PushMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** One push from its arrival to its outcome: judged, written into the log, put into words. */
public final class Hearing {
    /** How long after the deadline the thread that judges may still refuse the push itself, knowing more about it. */
    private static final Duration PATIENCE = Duration.ofMillis(300);
    /** How long after the deadline its refusal may still be written into the log, which others may hold. */
    private static final Duration RECORDED = Duration.ofMillis(700);
    /** How long after the deadline the answer is given, whatever is left undone. */
    private static final Duration MOST = Duration.ofMillis(850);
    /** How long, in nanoseconds, choosing what to keep of a refused push may take. */
    private static final long CHOOSING = 5_000_000_000L;

    /** For the last words, however late it is. */
    private static final long TELLING_NANOS = 100_000_000;

    private final Path config;
    private final StateFolder state;
    private final Instant now;
    private final long startNanos;

    /**
     * Prepares a hearing.
     *
     * @param now the server's clock
     * @param startNanos when the push arrived, by {@link System#nanoTime}
     */
    public Hearing(Path config, Path state, Instant now, long startNanos) {
        this.config = config;
        this.state = new StateFolder(state);
        this.now = now;
        this.startNanos = startNanos;
    }

    /**
     * Judges a push; whatever goes wrong refuses it, and so does taking longer than the server allows. The judging is
     * done by a thread of its own, so that nothing that is pushed can keep this one from answering in time.
     *
     * @param words are given what the developer is told, in whole lines, before anything else is done
     */
    public Outcome hear(Received received, Consumer<String> words) {
        TimeLimit limit = new TimeLimit(startNanos);
        start("hearing", () -> {
            try {
                hear(received, limit, words);
            } finally {
                limit.finished();
            }
        });
        Optional<Outcome> answer = limit.await(PATIENCE);
        if (answer.isEmpty() && !limit.claim()) {
            // It was decided in time, and only the writing and telling take long.
            answer = limit.await(MOST);
        } else if (answer.isEmpty()) {
            return overrun(received, limit, words);
        }
        return answer.orElseGet(() -> tellLate(limit.late(), incidentId(), limit, words));
    }

    private void hear(Received received, TimeLimit limit, Consumer<String> words) {
        try (Judging judging = new Judging(received, config, state, now, startNanos, limit)) {
            record(judging.judge(), received, limit, words);
        } catch (Overtaken e) {
            // Somebody else answers, and has said so.
            return;
        } catch (OutOfMemoryError | StackOverflowError e) {
            exhausted(received, limit, words);
        } catch (Throwable failure) {
            String detail =
                    "the push could not be judged (" + failure.getClass().getSimpleName() + ")";
            claimOrLeave(limit, () -> limit.answered(incident(Code.INTERNAL_ERROR, detail, "", words)));
        }
    }

    /** What was pushed takes more memory than one push may; all of it is free again by now. */
    private void exhausted(Received received, TimeLimit limit, Consumer<String> words) {
        String detail = "judging it takes more memory than one push may have";
        try {
            record(limit.refused(Code.LIMIT_EXCEEDED, detail), received, limit, words);
        } catch (Throwable failure) {
            claimOrLeave(limit, () -> limit.answered(incident(Code.LIMIT_EXCEEDED, detail, "", words)));
        }
    }

    /** The clock has won: the push is refused by what is known of it, whatever its judge still does. */
    private Outcome overrun(Received received, TimeLimit limit, Consumer<String> words) {
        Judgement.Fixed late = limit.late();
        CompletableFuture<Recorder.Recorded> recording = new CompletableFuture<>();
        start("overrun", () -> {
            try {
                recording.complete(recorder(late, received).record(late::decide));
            } catch (Throwable failure) {
                recording.completeExceptionally(failure);
            }
        });
        String quote = within(recording, limit.left(RECORDED))
                .map(recorded -> "case " + recorded.appended().caseId())
                .orElseGet(this::incidentId);
        return tellLate(late, quote, limit, words);
    }

    private Outcome tellLate(Judgement.Fixed late, String quote, TimeLimit limit, Consumer<String> words) {
        CompletableFuture<String> telling = new CompletableFuture<>();
        start("telling", () -> {
            tell(words, message(late.decided(), quote, late.messagePrefix()));
            telling.complete(quote);
        });
        within(telling, Math.max(limit.left(MOST), TELLING_NANOS));
        return new Outcome.Refused(ExitStatus.REFUSED, quote);
    }

    private void record(Judgement judgement, Received received, TimeLimit limit, Consumer<String> words) {
        Recorder.Recorded recorded;
        try {
            recorded = recorder(judgement, received).record(journal -> {
                Decided decided = judgement.decide(journal);
                if (limit.isOver() && !isLate(decided)) {
                    decided = decided.refused(limit.late().decided().verdict());
                }
                // Nothing is written before this, and what was not claimed by this thread is never written.
                if (!limit.claim()) {
                    throw new Overtaken();
                }
                return decided;
            });
        } catch (IOException e) {
            String detail = "the decision cannot be written to the log";
            Runnable refuse =
                    () -> limit.answered(incident(Code.LOG_UNAVAILABLE, detail, judgement.messagePrefix(), words));
            claimOrLeave(limit, refuse);
            return;
        }
        Decided decided = recorded.decided();
        String quote = "case " + recorded.appended().caseId();
        tell(words, message(decided, quote, judgement.messagePrefix()));
        if (decided.verdict() instanceof Verdict.Refused refused) {
            limit.answered(new Outcome.Refused(ExitStatus.of(refused), quote));
            new KeptObjects(received.environment(), state, now, Math.min(CHOOSING, limit.left(PATIENCE)))
                    .keep(recorded, judgement.server().map(Server::evidence).orElse(Server.EvidenceLimits.DEFAULT));
        } else {
            limit.answered(new Outcome.Passed());
        }
    }

    /** Answers, unless the thread that watches the clock has begun to. */
    private static void claimOrLeave(TimeLimit limit, Runnable answer) {
        if (limit.claim() || limit.isMine()) {
            answer.run();
        }
    }

    private static boolean isLate(Decided decided) {
        return decided.verdict().findings().stream().anyMatch(finding -> finding.code() == Code.DEADLINE_EXCEEDED);
    }

    private Recorder recorder(Judgement judgement, Received received) {
        return new Recorder(
                state,
                judgement.record(),
                judgement.sightings(),
                now,
                RemoteAddress.of(received.environment()),
                () -> (System.nanoTime() - startNanos) / 1_000_000);
    }

    private static String message(Decided decided, String quote, String prefix) {
        return PushMessage.of(decided.push(), decided.evidence(), decided.verdict(), quote, prefix);
    }

    private static <T> Optional<T> within(CompletableFuture<T> work, long nanos) {
        try {
            return Optional.of(work.get(Math.max(0, nanos), TimeUnit.NANOSECONDS));
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private String incidentId() {
        return "incident "
                + CaseId.ofIncident(now.toEpochMilli(), ProcessHandle.current().pid());
    }

    private Outcome.Refused incident(Code code, String detail, String prefix, Consumer<String> words) {
        String quote = incidentId();
        Push push = new Push("", Pusher.UNKNOWN, new People(List.of()), List.of());
        Verdict verdict = new Verdict.Refused(List.of(Finding.ofPush(code, detail)), List.of());
        tell(words, PushMessage.of(push, Evidence.NONE, verdict, quote, prefix));
        return new Outcome.Refused(ExitStatus.INTERNAL_FAILURE, quote);
    }

    /** The push is answered for by the thread that watches the clock. */
    private static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Overtaken() {
            super("the time was up", null, false, false);
        }
    }

    private static void tell(Consumer<String> words, String message) {
        if (!message.isEmpty()) {
            words.accept(message);
        }
    }
}
