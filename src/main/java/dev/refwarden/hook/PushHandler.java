package dev.refwarden.hook;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.Evidence;
import dev.refwarden.decision.Finding;
import dev.refwarden.decision.Limit;
import dev.refwarden.decision.Push;
import dev.refwarden.decision.Pusher;
import dev.refwarden.decision.Verdict;
import dev.refwarden.evidence.PushOptions;
import dev.refwarden.ledger.AlreadyDecided;
import dev.refwarden.ledger.CaseId;
import dev.refwarden.ledger.Circumstances;
import dev.refwarden.ledger.Decided;
import dev.refwarden.ledger.Incidents;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.LedgerUnavailable;
import dev.refwarden.ledger.Ledgers;
import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.ledger.Recorder;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.people.People;
import dev.refwarden.policy.Server;
import dev.refwarden.report.PushMessage;
import dev.refwarden.report.Quote;
import dev.refwarden.report.Telling;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** One push from its arrival to its outcome: judged, written into the log, put into words. */
public final class PushHandler {
    /** How commands name a repository whose place is not known. */
    private static final String UNKNOWN = "GITDIR";

    /** Where it is not known what the server says besides the reasons. */
    private static final Server.Messages NO_MESSAGES = Server.Messages.DEFAULT;

    /** How long after the deadline the thread that judges may still refuse the push itself, knowing more about it. */
    private static final Duration PATIENCE = Duration.ofMillis(300);
    /** How long after the deadline its refusal may still be written into the log, which others may hold. */
    private static final Duration RECORDED = Duration.ofMillis(700);
    /** How long after the deadline the answer is given, whatever is left undone. */
    private static final Duration MOST = Duration.ofMillis(850);
    /** How long, in nanoseconds, choosing what to keep of a refused push may take. */
    private static final long CHOOSING = 5_000_000_000L;

    /** For the last words, however late it is: they take no time but on a machine that has none, or where nobody reads them. */
    private static final long TELLING_NANOS = 2_000_000_000;

    private final ConfigurationSource configurations;
    private final StateFolder state;
    private final Ledgers ledgers;
    private final Instant now;
    private final long startNanos;
    private final CaseId incident;
    private volatile Optional<Server> heard = Optional.empty();

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
     * Prepares to handle a push under rules that somebody else reads.
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
        start("handler", () -> {
            try {
                handle(received, limit, words);
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
        return answer.orElseGet(() -> tellLate(limit.late(), Quote.ofIncident(incident), limit, words));
    }

    /** What is left to do when the push is answered: whoever follows the log is brought what was recorded. */
    public CompletableFuture<Boolean> afterwards() {
        return heard.map(ledgers::follow).orElseGet(() -> CompletableFuture.completedFuture(true));
    }

    /** The same, in a process that stays: nobody has to wait for it. */
    @SuppressWarnings("FutureReturnValueIgnored")
    public void goOn() {
        afterwards();
    }

    private void handle(Received received, TimeLimit limit, Consumer<String> words) {
        try (Preparation judging = new Preparation(received, configurations, ledgers, now, startNanos, limit)) {
            if (isSafe(limit, words)) {
                PreparedPush judgement = judging.judge();
                if (record(judgement, received, limit, words)) {
                    judging.recorded(judgement);
                }
            }
        } catch (Overtaken e) {
            // Somebody else answers, and has said so.
            return;
        } catch (OutOfMemoryError | StackOverflowError e) {
            exhausted(received, limit, words);
        } catch (Throwable failure) {
            boolean ledger = failure instanceof LedgerUnavailable || failure.getCause() instanceof LedgerUnavailable;
            Code code = ledger ? Code.LOG_UNAVAILABLE : Code.INTERNAL_ERROR;
            String detail = ledger
                    ? "what was decided before cannot be read"
                    : "the push could not be judged (" + failure.getClass().getSimpleName() + ")";
            claimOrLeave(limit, () -> limit.answered(incident(code, detail, NO_MESSAGES, failure, words)));
        }
    }

    /** Whether STATE leads root nowhere else; where it does, the push is refused. */
    private boolean isSafe(TimeLimit limit, Consumer<String> words) {
        try {
            state.refuseLinksToRoot();
            return true;
        } catch (IOException e) {
            String detail = "the decision cannot be written to the log";
            claimOrLeave(limit, () -> limit.answered(incident(Code.LOG_UNAVAILABLE, detail, NO_MESSAGES, e, words)));
            return false;
        }
    }

    /** What was pushed takes more memory than one push may; all of it is free again by now. */
    private void exhausted(Received received, TimeLimit limit, Consumer<String> words) {
        String detail = Limit.MEMORY.exceeded(0);
        try {
            record(limit.refused(Code.LIMIT_EXCEEDED, detail), received, limit, words);
        } catch (Throwable failure) {
            claimOrLeave(
                    limit, () -> limit.answered(incident(Code.LIMIT_EXCEEDED, detail, NO_MESSAGES, failure, words)));
        }
    }

    /** The clock has won: the push is refused by what is known of it, whatever its judge still does. */
    private Outcome overrun(Received received, TimeLimit limit, Consumer<String> words) {
        PreparedPush.Fixed late = limit.late();
        CompletableFuture<Recorder.Recorded> recording = new CompletableFuture<>();
        start("overrun", () -> {
            try {
                recording.complete(recorder(late, received, ledgerOf(late).orElseThrow())
                        .record(late.seen(), patience(limit, RECORDED), late::decide));
            } catch (Throwable failure) {
                recording.completeExceptionally(failure);
            }
        });
        Quote quote = within(recording, limit.left(RECORDED))
                .map(recorded -> Quote.ofCase(recorded.appended().caseId()))
                .orElse(Quote.ofIncident(incident));
        return tellLate(late, quote, limit, words);
    }

    private Outcome tellLate(PreparedPush.Fixed late, Quote quote, TimeLimit limit, Consumer<String> words) {
        CompletableFuture<Quote> telling = new CompletableFuture<>();
        start("telling", () -> {
            tell(words, message(late.decided(), elsewhere(quote), late.messages()));
            telling.complete(quote);
        });
        within(telling, Math.max(limit.left(MOST), TELLING_NANOS));
        if (!quote.isCase()) {
            CompletableFuture<Quote> noting = new CompletableFuture<>();
            start("noting", () -> {
                note("the time was up, and the log could not be written in time", Optional.empty());
                noting.complete(quote);
            });
            within(noting, Math.max(limit.left(MOST), TELLING_NANOS));
        }
        return new Outcome.Refused(ExitStatus.REFUSED, quote.toString());
    }

    /** @return whether this thread has written the decision */
    private boolean record(PreparedPush judgement, Received received, TimeLimit limit, Consumer<String> words) {
        Optional<Ledger> ledger = ledgerOf(judgement);
        if (ledger.isEmpty()) {
            claimOrLeave(limit, () -> limit.answered(unrecorded(judgement, words)));
            return false;
        }
        Recorder.Recorded recorded;
        try {
            recorded = recorder(judgement, received, ledger.get())
                    .record(judgement.seen(), patience(limit, PATIENCE), view -> {
                        Decided decided = judgement.decide(view);
                        if (limit.isOver() && !isLate(decided)) {
                            decided = decided.refused(limit.late().decided().verdict());
                        }
                        // Nothing is written before this, and what was not claimed by this thread is never written.
                        if (!limit.claim() && !limit.isMine()) {
                            throw new Overtaken();
                        }
                        return decided;
                    });
        } catch (AlreadyDecided e) {
            limit.answered(repeat(received, words).orElseThrow());
            return false;
        } catch (IOException e) {
            String detail = "the decision cannot be written to the log";
            Runnable refuse =
                    () -> limit.answered(incident(Code.LOG_UNAVAILABLE, detail, judgement.messages(), e, words));
            claimOrLeave(limit, refuse);
            return false;
        }
        Decided decided = recorded.decided();
        String quote = "case " + recorded.appended().caseId();
        tell(words, recorded.said());
        if (decided.verdict() instanceof Verdict.Refused refused) {
            limit.answered(new Outcome.Refused(ExitStatus.of(refused), quote));
            new KeptObjects(received.environment(), state, now, Math.min(CHOOSING, limit.left(PATIENCE)))
                    .keep(recorded, judgement.server().map(Server::evidence).orElse(Server.EvidenceLimits.DEFAULT));
        } else {
            limit.answered(passed());
        }
        tellSight(ledger.get(), decided.policy());
        return true;
    }

    /** The push is answered; whether its server is known to be there changes nothing of that. */
    private void tellSight(Ledger ledger, String policy) {
        try {
            String release = PushHandler.class.getPackage().getImplementationVersion();
            ledger.tellSight(Objects.requireNonNullElse(release, ""), policy, now);
        } catch (IOException e) {
            note("the ledger could not be told that this server is there", Optional.of(e));
        }
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
            tell(words, decision.text("said"));
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

    /** Answers, unless the thread that watches the clock has begun to. */
    private static void claimOrLeave(TimeLimit limit, Runnable answer) {
        if (limit.claim() || limit.isMine()) {
            answer.run();
        }
    }

    private static boolean isLate(Decided decided) {
        return decided.verdict().findings().stream().anyMatch(finding -> finding.code() == Code.DEADLINE_EXCEEDED);
    }

    /** How long other pushes may be waited for, where {@code patience} is left after the deadline for telling. */
    private static Duration patience(TimeLimit limit, Duration patience) {
        return Duration.ofNanos(Math.max(1, limit.left(patience)));
    }

    /** Where it is to be recorded; absent where only a configuration that cannot be read says that. */
    private Optional<Ledger> ledgerOf(PreparedPush judgement) {
        Optional<Server> server = judgement.server();
        heard = server;
        return server.isPresent() ? Optional.of(ledgers.of(server.get())) : ledgers.unconfigured();
    }

    private Recorder recorder(PreparedPush judgement, Received received, Ledger ledger) {
        PushOptions options = PushOptions.of(received.environment());
        Circumstances circumstances = new Circumstances(
                RemoteAddress.of(received.environment()),
                received.nonce().map(PushNonce::value),
                options.askedFor(),
                (decided, caseId) -> message(
                        decided,
                        new Telling(Quote.ofCase(caseId), gitDir(received), now, options),
                        judgement.messages()));
        return new Recorder(ledger, circumstances, now, () -> (System.nanoTime() - startNanos) / 1_000_000);
    }

    private static String message(Decided decided, Telling telling, Server.Messages messages) {
        return PushMessage.of(decided.push(), decided.evidence(), decided.verdict(), telling, messages);
    }

    /** What goes with the words about a push of which nothing more is known. */
    private Telling elsewhere(Quote quote) {
        return new Telling(quote, UNKNOWN, now, PushOptions.NONE);
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

    /** Where the repository lies, for commands that an administrator runs. */
    private static String gitDir(Received received) {
        String gitDir = received.environment().getOrDefault("GIT_DIR", "");
        try {
            return gitDir.isEmpty() ? UNKNOWN : Path.of(gitDir).toRealPath().toString();
        } catch (IOException | InvalidPathException e) {
            return gitDir;
        }
    }

    /** Where even this cannot be written, the developer has the words, and the administrator a disk to look after. */
    private void note(String detail, Optional<Throwable> cause) {
        try {
            state.refuseLinksToRoot();
            new Incidents(state).write(incident, now, detail, cause);
        } catch (IOException | RuntimeException e) {
            return;
        }
    }

    private Outcome.Refused incident(
            Code code, String detail, Server.Messages messages, Throwable cause, Consumer<String> words) {
        Quote quote = Quote.ofIncident(incident);
        Push push = new Push("", Pusher.UNKNOWN, new People(List.of()), List.of());
        Verdict verdict = new Verdict.Refused(List.of(Finding.ofPush(code, detail)), List.of());
        tell(words, PushMessage.of(push, Evidence.NONE, verdict, elsewhere(quote), messages));
        note(detail, Optional.of(cause));
        return new Outcome.Refused(ExitStatus.INTERNAL_FAILURE, quote.toString());
    }

    /** A refusal that no ledger is known for. */
    private Outcome.Refused unrecorded(PreparedPush judgement, Consumer<String> words) {
        String detail = "it is not known where the decision is to be recorded";
        if (!(judgement instanceof PreparedPush.Fixed fixed)
                || !(fixed.decided().verdict() instanceof Verdict.Refused refused)) {
            return incident(Code.LOG_UNAVAILABLE, detail, NO_MESSAGES, new IllegalStateException(detail), words);
        }
        tell(words, message(fixed.decided(), elsewhere(Quote.ofIncident(incident)), NO_MESSAGES));
        note(detail + ": " + refused.findings().get(0).detail(), Optional.empty());
        return new Outcome.Refused(
                ExitStatus.of(refused), Quote.ofIncident(incident).toString());
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
