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
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** One push from its arrival to its outcome: judged, written into the log, put into words. */
public final class Hearing {
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
     * Judges a push; whatever goes wrong refuses it.
     *
     * @param words are given what the developer is told, in whole lines, before anything else is done
     */
    public Outcome hear(Received received, Consumer<String> words) {
        try (Judging judging = new Judging(received, config, state, now, startNanos)) {
            return record(judging.judge(), received, words);
        } catch (Throwable failure) {
            String detail =
                    "the push could not be judged (" + failure.getClass().getSimpleName() + ")";
            return incident(Code.INTERNAL_ERROR, detail, "", words);
        }
    }

    private Outcome record(Judgement judgement, Received received, Consumer<String> words) {
        Recorder recorder = new Recorder(
                state,
                judgement.record(),
                judgement.sightings(),
                now,
                RemoteAddress.of(received.environment()),
                () -> (System.nanoTime() - startNanos) / 1_000_000);
        Recorder.Recorded recorded;
        try {
            recorded = recorder.record(judgement::decide);
        } catch (IOException e) {
            String detail = "the decision cannot be written to the log";
            return incident(Code.LOG_UNAVAILABLE, detail, judgement.messagePrefix(), words);
        }
        Decided decided = recorded.decided();
        String quote = "case " + recorded.appended().caseId();
        tell(
                words,
                PushMessage.of(
                        decided.push(), decided.evidence(), decided.verdict(), quote, judgement.messagePrefix()));
        if (decided.verdict() instanceof Verdict.Refused refused) {
            new KeptObjects(received.environment(), state, now)
                    .keep(recorded, judgement.server().map(Server::evidence).orElse(Server.EvidenceLimits.DEFAULT));
            return new Outcome.Refused(ExitStatus.of(refused), quote);
        }
        return new Outcome.Passed();
    }

    private Outcome.Refused incident(Code code, String detail, String prefix, Consumer<String> words) {
        String quote = "incident "
                + CaseId.ofIncident(now.toEpochMilli(), ProcessHandle.current().pid());
        Push push = new Push("", Pusher.UNKNOWN, new People(List.of()), List.of());
        Verdict verdict = new Verdict.Refused(List.of(Finding.ofPush(code, detail)), List.of());
        tell(words, PushMessage.of(push, Evidence.NONE, verdict, quote, prefix));
        return new Outcome.Refused(ExitStatus.INTERNAL_FAILURE, quote);
    }

    private static void tell(Consumer<String> words, String message) {
        if (!message.isEmpty()) {
            words.accept(message);
        }
    }
}
