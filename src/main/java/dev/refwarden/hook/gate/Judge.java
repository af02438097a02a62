package dev.refwarden.hook.gate;

import dev.refwarden.hook.ConfigurationSource;
import dev.refwarden.hook.Landing;
import dev.refwarden.hook.Outcome;
import dev.refwarden.hook.PushHandler;
import dev.refwarden.hook.Received;
import dev.refwarden.ledger.Ledgers;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Judges one request as the hook's own process would, and answers it. */
final class Judge {
    /** How long whoever tells what landed waits at most. */
    static final Duration LANDING = Duration.ofSeconds(2);
    /** No verdict, and never 0, so that no hook could take it for one. */
    private static final int TOLD = 3;

    private final ConfigurationSource configurations;
    private final Ledgers ledgers;
    private final RunFolder run;

    Judge(ConfigurationSource configurations, Ledgers ledgers) {
        this.configurations = configurations;
        this.ledgers = ledgers;
        this.run = new RunFolder(ledgers.state().path());
    }

    /** Completes the job's answer, whatever happens. */
    void judge(Job job) {
        GateRequest request = job.request();
        try {
            if (request.kind() == GateRequest.Kind.POST_RECEIVE) {
                land(job);
                return;
            }
            run.begin(request.nonce(), ProcessHandle.current().pid());
            Received received = Received.fromGit(
                    AnchoredEnvironment.of(request.environment(), request.folder()),
                    request.input().stream(),
                    Optional.of(request.nonce()));
            StringBuilder words = new StringBuilder();
            PushHandler handler = new PushHandler(configurations, ledgers, job.now(), job.arrivedNanos());
            Outcome outcome = handler.handle(received, message -> add(words, message));
            run.end(request.nonce());
            job.answer().complete(GateAnswer.of(request.nonce(), outcome.exitStatus(), text(words)));
            handler.goOn();
        } catch (IOException | RuntimeException | Error e) {
            // Without an answer the hook judges by itself, and tells what keeps it from doing so.
            job.answer().completeExceptionally(e);
        }
    }

    /** What comes too late, or cannot be written, is not answered; a later hook sees what landed. */
    private void land(Job job) {
        GateRequest request = job.request();
        boolean late = System.nanoTime() - job.arrivedNanos() > LANDING.toNanos();
        Received received = Received.fromGit(
                AnchoredEnvironment.of(request.environment(), request.folder()),
                request.input().stream(),
                Optional.of(request.nonce()));
        if (!late && new Landing(configurations, ledgers, job.now(), job.arrivedNanos()).note(received)) {
            job.answer().complete(GateAnswer.of(request.nonce(), TOLD, ""));
        } else {
            job.answer().completeExceptionally(new IOException("what landed is not noted"));
        }
    }

    /** One thread may still speak while another already answers. */
    private static void add(StringBuilder words, String message) {
        synchronized (words) {
            words.append(message);
        }
    }

    private static String text(StringBuilder words) {
        synchronized (words) {
            return words.toString();
        }
    }
}
