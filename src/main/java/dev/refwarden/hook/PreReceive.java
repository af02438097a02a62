package dev.refwarden.hook;

import dev.refwarden.ledger.FollowedLog;
import dev.refwarden.ledger.Ledgers;
import dev.refwarden.ledger.StateFolder;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** One run of git's hook: what is on standard input is heard, the developer told, and an exit status given. */
public final class PreReceive {
    private final Map<String, String> environment;
    private final PushHandler handler;

    /**
     * Prepares a run.
     *
     * @param now the server's clock
     * @param startNanos when the program started, by {@link System#nanoTime}
     */
    public PreReceive(Map<String, String> environment, Path config, Path state, Instant now, long startNanos) {
        this.environment = environment;
        this.handler = new PushHandler(config, Ledgers.forOnePush(config, new StateFolder(state)), now, startNanos);
    }

    /** Judges what is on {@code stdin}; the exit status is 0 only if the push may pass. */
    public int run(InputStream stdin, PrintStream messages) {
        Outcome outcome = handler.handle(Received.fromGit(environment, stdin, Optional.empty()), message -> {
            messages.writeBytes(message.getBytes(StandardCharsets.UTF_8));
            messages.flush();
        });
        FollowedLog.await(handler.afterwards());
        return outcome.exitStatus();
    }
}
