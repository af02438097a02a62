package dev.refwarden.hook.gate;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.Limit;
import dev.refwarden.hook.ConfigurationSource;
import dev.refwarden.hook.Outcome;
import dev.refwarden.hook.PushHandler;
import dev.refwarden.hook.Received;
import dev.refwarden.hook.Unjudged;
import dev.refwarden.ledger.FollowedLog;
import dev.refwarden.ledger.Ledgers;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.policy.Server;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The hook in a process of its own, where no gate answers: one push, judged by the same code. */
public final class ColdHook {
    private final Ledgers ledgers;
    private final Arrival arrival;
    private final ConfigurationSource configurations;
    private final RunFolder run;
    private final ColdSlots slots;
    private volatile Optional<Server.Gate> settings = Optional.empty();

    /** @param state whose ledger, or the fleet's, is asked, too, where the gate may have decided the push already */
    public ColdHook(Path config, Path state, Arrival arrival) {
        this.ledgers = Ledgers.forOnePush(config, new StateFolder(state));
        this.arrival = arrival;
        this.configurations = ConfigurationSource.of(config);
        this.run = new RunFolder(state);
        this.slots = new ColdSlots(run);
    }

    /**
     * Judges what is on {@code stdin}; the exit status is 0 only if the push may pass.
     *
     * @param now the server's clock
     */
    public int run(Map<String, String> environment, InputStream stdin, Instant now, PrintStream messages) {
        Received received = Received.fromGit(environment, stdin, arrival.nonce());
        if (arrival.asked() && ranOutOfMemory()) {
            received = new Unjudged(received, Code.LIMIT_EXCEEDED, Limit.MEMORY_OF_GATE.exceeded(0));
        }
        PushHandler handler = new PushHandler(this::load, ledgers, now, arrival.startNanos());
        if (arrival.asked()) {
            Optional<Outcome> decided = handler.repeat(received, message -> tell(messages, message));
            if (decided.isPresent()) {
                return decided.get().exitStatus();
            }
        }
        int status;
        try (slots) {
            status =
                    handler.handle(received, message -> tell(messages, message)).exitStatus();
        }
        FollowedLog.await(handler.afterwards());
        count();
        return status;
    }

    private void count() {
        try {
            JudgedCount.add(run, new JudgedCount(0, 1));
        } catch (IOException | RuntimeException e) {
            // A figure for monitoring is one short; the push is decided and answered.
            return;
        }
    }

    /** What {@code server.yaml} says of the gate; absent where it was not read. */
    public Optional<Server.Gate> settings() {
        return settings;
    }

    private Configuration load() throws PolicyProblems {
        Configuration configuration = configurations.load();
        Server server = configuration.server();
        settings = Optional.of(server.gate());
        slots.take(
                server.gate().workers(),
                arrival.startNanos() + server.deadline().toNanos());
        return configuration;
    }

    private boolean ranOutOfMemory() {
        try {
            return arrival.nonce().isPresent()
                    && run.ranOutOfMemory(arrival.nonce().get());
        } catch (IOException e) {
            return false;
        }
    }

    private static void tell(PrintStream messages, String message) {
        messages.writeBytes(message.getBytes(StandardCharsets.UTF_8));
        messages.flush();
    }
}
