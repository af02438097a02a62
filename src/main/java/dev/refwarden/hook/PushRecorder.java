package dev.refwarden.hook;

import dev.refwarden.decision.Code;
import dev.refwarden.evidence.PushOptions;
import dev.refwarden.ledger.Circumstances;
import dev.refwarden.ledger.Decided;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.LedgerView;
import dev.refwarden.ledger.Recorder;
import dev.refwarden.report.Quote;
import dev.refwarden.report.Telling;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Decides one push inside the ledger's transaction, and records it there with what its developer is told. */
final class PushRecorder {
    private final Ledger ledger;
    private final Instant now;
    private final long startNanos;

    /** @param startNanos when the push arrived, by {@link System#nanoTime} */
    PushRecorder(Ledger ledger, Instant now, long startNanos) {
        this.ledger = ledger;
        this.now = now;
        this.startNanos = startNanos;
    }

    /**
     * @param patience how long after the deadline the record may still be written
     * @throws Overtaken if the thread that watches the clock answers for the push
     */
    Recorder.Recorded decide(PreparedPush prepared, PushUnderway push, Duration patience) throws IOException {
        return recorder(prepared, push.received())
                .record(prepared.seen(), push.patience(patience), view -> inTime(prepared, view, push.limit()));
    }

    /** Records a refusal that is decided already, whoever judges the push. */
    Recorder.Recorded refuse(PreparedPush.Fixed refused, PushUnderway push, Duration patience) throws IOException {
        return recorder(refused, push.received()).record(refused.seen(), push.patience(patience), refused::decide);
    }

    private static Decided inTime(PreparedPush prepared, LedgerView view, TimeLimit limit) throws IOException {
        Decided decided = prepared.decide(view);
        if (limit.isOver() && !isLate(decided)) {
            decided = decided.refused(limit.late().decided().verdict());
        }
        // Nothing is written before this, and what this thread has not claimed is never written.
        if (!limit.claim() && !limit.isMine()) {
            throw new Overtaken();
        }
        return decided;
    }

    private static boolean isLate(Decided decided) {
        return decided.verdict().findings().stream().anyMatch(finding -> finding.code() == Code.DEADLINE_EXCEEDED);
    }

    private Recorder recorder(PreparedPush prepared, Received received) {
        PushOptions options = PushOptions.of(received.environment());
        Circumstances circumstances = new Circumstances(
                RemoteAddress.of(received.environment()),
                received.nonce().map(PushNonce::value),
                options.askedFor(),
                (decided, caseId) -> Reply.message(
                        decided,
                        new Telling(Quote.ofCase(caseId), gitDir(received), now, options),
                        prepared.messages()));
        return new Recorder(ledger, circumstances, now, () -> (System.nanoTime() - startNanos) / 1_000_000);
    }

    /** Where the repository lies, for commands that an administrator runs. */
    private static String gitDir(Received received) {
        String gitDir = received.environment().getOrDefault("GIT_DIR", "");
        try {
            return gitDir.isEmpty()
                    ? Reply.UNKNOWN
                    : Path.of(gitDir).toRealPath().toString();
        } catch (IOException | InvalidPathException e) {
            return gitDir;
        }
    }

    /** Says that this server is there, once a push is answered; that changes nothing for the push. */
    void tellSight(String policy, Reply reply) {
        try {
            String release = PushRecorder.class.getPackage().getImplementationVersion();
            ledger.tellSight(Objects.requireNonNullElse(release, ""), policy, now);
        } catch (IOException e) {
            reply.note("this server could not be reported to the ledger", Optional.of(e));
        }
    }

    /** The thread that watches the clock answers for the push. */
    static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Overtaken() {
            super("the time was up", null, false, false);
        }
    }
}
