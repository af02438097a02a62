package dev.refwarden.hook.gate;

import dev.refwarden.hook.ConfigurationSource;
import dev.refwarden.hook.Outcome;
import dev.refwarden.hook.PushHandler;
import dev.refwarden.hook.Received;
import dev.refwarden.ledger.Ledgers;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.suite.Call;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Judges scenarios' pushes in the process of the tests, as a gate does, with a clock that scenarios set, and as if it
 * had run for a while.
 */
public final class WarmHook {
    private WarmHook() {}

    /** The first two arguments are CONFIG and STATE; the environment and standard input are the hook's. */
    public static String run(Call call) throws Call.Failed {
        String now = call.variable("REFWARDEN_TEST_NOW", "");
        long running = 1_000_000_000 * Long.parseLong(call.variable("REFWARDEN_TEST_RUNNING", "0"));
        Received received = Received.fromGit(
                AnchoredEnvironment.of(call.environment(), call.folder()),
                new ByteArrayInputStream(call.input()),
                Optional.empty());
        List<String> words = Collections.synchronizedList(new ArrayList<>());
        Path config = Path.of(call.argument(0));
        try (Ledgers ledgers = Ledgers.forOnePush(config, new StateFolder(Path.of(call.argument(1))))) {
            Outcome outcome = new PushHandler(
                            ConfigurationSource.of(config),
                            ledgers,
                            now.isEmpty() ? Instant.now() : Instant.parse(now),
                            System.nanoTime() - running)
                    .handle(received, words::add);
            if (outcome.exitStatus() != 0) {
                throw new Call.Failed(outcome.exitStatus(), String.join("", words));
            }
        }
        return String.join("", words);
    }
}
