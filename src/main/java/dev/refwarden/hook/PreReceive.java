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
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of the hook: judges the push, logs the decision, tells the developer, and exits. */
public final class PreReceive {
    private final Judging judging;
    private final KeptObjects kept;
    private final StateFolder state;
    private final Instant now;
    private final Optional<String> address;
    private final long startNanos;

    /**
     * Prepares a run.
     *
     * @param now the server's clock
     * @param startNanos when the program started, by {@link System#nanoTime}
     */
    public PreReceive(Map<String, String> environment, Path config, Path state, Instant now, long startNanos) {
        this.state = new StateFolder(state);
        this.judging = new Judging(environment, config, this.state, now, startNanos);
        this.kept = new KeptObjects(environment, this.state, now);
        this.now = now;
        this.address = RemoteAddress.of(environment);
        this.startNanos = startNanos;
    }

    /** Judges what is on {@code stdin}; the exit status is 0 only if the push may pass. */
    public int run(InputStream stdin, PrintStream messages) {
        try {
            return judgeAndTell(stdin, messages);
        } catch (Throwable failure) {
            Push push = new Push("", Pusher.UNKNOWN, new People(List.of()), List.of());
            String detail =
                    "the push could not be judged (" + failure.getClass().getSimpleName() + ")";
            tellIncident(messages, push, Code.INTERNAL_ERROR, detail, "");
            return ExitStatus.INTERNAL_FAILURE;
        }
    }

    private int judgeAndTell(InputStream stdin, PrintStream messages) throws IOException {
        Judgement judgement = judging.judge(stdin);
        Recorder recorder = new Recorder(
                state,
                judgement.record(),
                judgement.sightings(),
                now,
                address,
                () -> (System.nanoTime() - startNanos) / 1_000_000);
        Recorder.Recorded recorded;
        try {
            recorded = recorder.record(judgement::decide);
        } catch (IOException e) {
            Push push = new Push("", Pusher.UNKNOWN, new People(List.of()), List.of());
            String detail = "the decision cannot be written to the log";
            tellIncident(messages, push, Code.LOG_UNAVAILABLE, detail, judgement.messagePrefix());
            return ExitStatus.INTERNAL_FAILURE;
        }
        Decided decided = recorded.decided();
        String quote = "case " + recorded.appended().caseId();
        tell(
                messages,
                PushMessage.of(
                        decided.push(), decided.evidence(), decided.verdict(), quote, judgement.messagePrefix()));
        if (decided.verdict() instanceof Verdict.Refused refused) {
            kept.keep(recorded, judgement.server().map(Server::evidence).orElse(Server.EvidenceLimits.DEFAULT));
            return ExitStatus.of(refused);
        }
        return 0;
    }

    private void tellIncident(PrintStream messages, Push push, Code code, String detail, String prefix) {
        CaseId incident =
                CaseId.ofIncident(now.toEpochMilli(), ProcessHandle.current().pid());
        Verdict verdict = new Verdict.Refused(List.of(Finding.ofPush(code, detail)), List.of());
        tell(messages, PushMessage.of(push, Evidence.NONE, verdict, "incident " + incident, prefix));
    }

    private static void tell(PrintStream messages, String message) {
        if (!message.isEmpty()) {
            messages.writeBytes(message.getBytes(StandardCharsets.UTF_8));
            messages.flush();
        }
    }
}
