package dev.refwarden.hook;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.Limit;
import dev.refwarden.decision.Verdict;
import dev.refwarden.ledger.AlreadyDecided;
import dev.refwarden.ledger.CaseId;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.LedgerUnavailable;
import dev.refwarden.ledger.Ledgers;
import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.ledger.Recorder;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.policy.Server;
import dev.refwarden.report.Quote;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * One push from its arrival to its outcome: prepare, gather, decide and record, tell, keep what was refused. A thread of its
 * own does that, and another watches the clock.
 */
public final class PushHandler {
    private static final String UNWRITTEN = "the decision cannot be written to the log";

    /** How long after the deadline the thread that judges may still refuse the push itself, knowing more about it. */
    private static final Duration PATIENCE = Duration.ofMillis(300);
    /** How long after the deadline its refusal may still be written into the log, which others may hold. */
    private static final Duration RECORDED = Duration.ofMillis(700);
    /** How long after the deadline the answer is given, whatever is left undone. */
    private static final Duration MOST = Duration.ofMillis(850);
    /** How long, in nanoseconds, choosing what to keep of a refused push may take. */
    private static final long CHOOSING = 5_000_000_000L;
    /** For the last words, however late it is: they take no time but on a machine that has none, or where no one reads them. */
    private static final long TELLING_NANOS = 2_000_000_000;

    private final ConfigurationSource configurations;
    private final StateFolder state;
    private final Ledgers ledgers;
    private final Instant now;
    private final long startNanos;
    private final CaseId incident;
    private volatile Optional<Server> heard = Optional.empty();
    private volatile boolean kept;

    /**
     * Prepares to handle a push.
     *
     * @param now the server's clock
     * @param startNanos when the push arrived, by {@link System#nanoTime}
     */
    public PushHandler(Path config, Ledgers ledgers, Instant now, long startNanos) {
        this(ConfigurationSource.of(config), ledgers, now, startNanos);
    }

    /**
     * Prepares to handle a push under rules that someone else reads.
     *
     * @param configurations asked once, while the push is being judged
     * @param now the server's clock
     * @param startNanos when the push arrived, by {@link System#nanoTime}
     */
    public PushHandler(ConfigurationSource configurations, Ledgers ledgers, Instant now, long startNanos) {
        this.configurations = configurations;
        this.state = ledgers.state();
        this.ledgers = ledgers;
        this.now = now;
        this.startNanos = startNanos;
        this.incident = CaseId.ofIncident(now);
    }

    /**
     * Judges a push; whatever goes wrong refuses it, and so does taking longer than the server allows. The judging is
     * done by a thread of its own, so that nothing that is pushed can keep this one from answering in time.
     *
     * @param words are given what the developer is told, in whole lines, before anything else is done
     */
    public Outcome handle(Received received, Consumer<String> words) {
        TimeLimit limit = new TimeLimit(startNanos);
        PushUnderway push = new PushUnderway(received, limit, reply(words));
        Background.start("handler", () -> {
            try {
                handle(push);
            } finally {
                limit.finished();
            }
        });
        Optional<Outcome> answer = limit.await(PATIENCE);
        if (answer.isEmpty() && !limit.claim()) {
            // It was decided in time, and only the writing and telling take long.
            answer = limit.await(MOST);
        } else if (answer.isEmpty()) {
            return overrun(push);
        }
        return answer.orElseGet(() -> tellLate(limit.late(), push.reply().quote(), push));
    }

    /** What is left to do when the push is answered. */
    public CompletableFuture<Boolean> afterwards() {
        return heard.map(server -> new Afterwards(ledgers, server).start(kept))
                .orElseGet(() -> CompletableFuture.completedFuture(true));
    }

    /** The same, in a process that stays: no one has to wait for it. */
    @SuppressWarnings("FutureReturnValueIgnored")
    public void goOn() {
        afterwards();
    }

    private void handle(PushUnderway push) {
        try (Preparation preparation =
                new Preparation(push.received(), configurations, ledgers, now, startNanos, push.limit())) {
            if (isSafe(push)) {
                PreparedPush prepared = preparation.judge();
                if (decide(prepared, push)) {
                    preparation.recorded(prepared);
                }
            }
        } catch (PushRecorder.Overtaken e) {
            // The other thread answers, and has said so.
            return;
        } catch (OutOfMemoryError | StackOverflowError e) {
            exhausted(push);
        } catch (Throwable failure) {
            if (failure instanceof LedgerUnavailable || failure.getCause() instanceof LedgerUnavailable) {
                push.fail(Code.LOG_UNAVAILABLE, "what was decided before cannot be read", failure);
            } else {
                String kind = failure.getClass().getSimpleName();
                push.fail(Code.INTERNAL_ERROR, "the push could not be judged (" + kind + ")", failure);
            }
        }
    }

    /** Whether STATE leads root nowhere else; where it does, the push is refused. */
    private boolean isSafe(PushUnderway push) {
        try {
            state.refuseLinksToRoot();
            return true;
        } catch (IOException e) {
            push.fail(Code.LOG_UNAVAILABLE, UNWRITTEN, e);
            return false;
        }
    }

    /** What was pushed takes more memory than one push may; all of it is free again by now. */
    private void exhausted(PushUnderway push) {
        String detail = Limit.MEMORY.exceeded(0);
        try {
            decide(push.limit().refused(Code.LIMIT_EXCEEDED, detail), push);
        } catch (Throwable failure) {
            push.fail(Code.LIMIT_EXCEEDED, detail, failure);
        }
    }

    /** @return whether this thread has written the decision */
    private boolean decide(PreparedPush prepared, PushUnderway push) {
        Optional<PushRecorder> recorder = recorder(prepared);
        if (recorder.isEmpty()) {
            push.answer(() -> push.reply().unrecorded(prepared));
            return false;
        }
        Recorder.Recorded recorded;
        try {
            recorded = recorder.get().decide(prepared, push, PATIENCE);
        } catch (AlreadyDecided e) {
            push.limit().answered(repeat(push.received(), push.reply()).orElseThrow());
            return false;
        } catch (IOException e) {
            push.answer(() -> push.reply().incident(Code.LOG_UNAVAILABLE, UNWRITTEN, prepared.messages(), e));
            return false;
        }
        push.reply().tell(recorded.said());
        if (recorded.decided().verdict() instanceof Verdict.Refused refused) {
            String quote = "case " + recorded.appended().caseId();
            push.limit().answered(new Outcome.Refused(ExitStatus.of(refused), quote));
            keep(recorded, prepared, push);
        } else {
            push.limit().answered(passed());
        }
        recorder.get().tellSight(recorded.decided().policy(), push.reply());
        return true;
    }

    private void keep(Recorder.Recorded refused, PreparedPush prepared, PushUnderway push) {
        long nanos = Math.min(CHOOSING, push.limit().left(PATIENCE));
        kept = new KeptObjects(push.received().environment(), state, now, nanos)
                .keep(refused, prepared.server().map(Server::evidence).orElse(Server.EvidenceLimits.DEFAULT));
    }

    /** Where it is to be recorded; absent where only a configuration that cannot be read says that. */
    private Optional<PushRecorder> recorder(PreparedPush prepared) {
        Optional<Server> server = prepared.server();
        heard = server;
        Optional<Ledger> ledger = server.isPresent() ? Optional.of(ledgers.of(server.get())) : ledgers.unconfigured();
        return ledger.map(known -> new PushRecorder(known, now, startNanos));
    }

    /** The clock has won: the push is refused by what is known of it, whatever its judge still does. */
    private Outcome overrun(PushUnderway push) {
        PreparedPush.Fixed late = push.limit().late();
        CompletableFuture<Recorder.Recorded> recording = new CompletableFuture<>();
        Background.start("overrun", () -> {
            try {
                recording.complete(recorder(late).orElseThrow().refuse(late, push, RECORDED));
            } catch (Throwable failure) {
                recording.completeExceptionally(failure);
            }
        });
        Quote quote = Background.await(recording, push.limit().left(RECORDED))
                .map(recorded -> Quote.ofCase(recorded.appended().caseId()))
                .orElse(push.reply().quote());
        return tellLate(late, quote, push);
    }

    private static Outcome tellLate(PreparedPush.Fixed late, Quote quote, PushUnderway push) {
        Reply reply = push.reply();
        Background.run("telling", lastNanos(push), () -> reply.tell(late, quote, late.messages()));
        if (!quote.isCase()) {
            String detail = "the time was up, and the log could not be written in time";
            Background.run("noting", lastNanos(push), () -> reply.note(detail, Optional.empty()));
        }
        return new Outcome.Refused(ExitStatus.REFUSED, quote.toString());
    }

    private static long lastNanos(PushUnderway push) {
        return Math.max(push.limit().left(MOST), TELLING_NANOS);
    }

    /** The one place that lets a push pass. */
    private static Outcome passed() {
        return new Outcome.Passed();
    }

    /**
     * Answers once more what was decided before, by this process or another one, about a push of the same nonce.
     *
     * @return absent where nothing was decided, or that cannot be looked up: then nothing can be decided either
     */
    public Optional<Outcome> repeat(Received received, Consumer<String> words) {
        return repeat(received, reply(words));
    }

    private Optional<Outcome> repeat(Received received, Reply reply) {
        if (received.nonce().isEmpty()) {
            return Optional.empty();
        }
        Optional<Ledger> ledger = ledgers.unconfigured();
        if (ledger.isEmpty()) {
            return Optional.empty();
        }
        Optional<LoggedDecision> decided;
        try {
            decided = LoggedDecision.underNonce(
                    ledger.get(), received.nonce().get().value());
        } catch (IOException e) {
            return Optional.empty();
        }
        return decided.map(decision -> {
            reply.tell(decision.text("said"));
            return decision.isAccepted() ? passed() : refused(decision);
        });
    }

    private static Outcome refused(LoggedDecision decision) {
        Set<String> codes = new HashSet<>();
        decision.objects("codes").stream()
                .filter(code -> code.get("observed") != Boolean.TRUE)
                .forEach(code -> codes.add(LoggedDecision.text(code, "code")));
        return new Outcome.Refused(ExitStatus.of(codes), "case " + decision.text("case"));
    }

    private Reply reply(Consumer<String> words) {
        return new Reply(state, incident, now, words);
    }
}
