package dev.refwarden.cli;

import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.LedgerUnavailable;
import dev.refwarden.ledger.Outbox;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Runs {@code refwarden notify} when something is due. It is a process of its own, with memory of its own: looking through
 * what a hostile push brought, or waiting for someone's server, takes nothing from the process that judges pushes.
 */
final class NotifyStarter {
    private final Places places;
    private final String program;
    private Optional<Process> running = Optional.empty();

    NotifyStarter(Places places) {
        this.places = places;
        this.program = System.getProperty("refwarden.program", "");
    }

    /** Looks, and starts it where it is not running yet. */
    void startIfDue() throws IOException, PolicyProblems {
        if (program.isEmpty() || running.filter(Process::isAlive).isPresent()) {
            return;
        }
        List<String> receivers =
                Configuration.loadServer(places.config()).notifications().names();
        if (!receivers.isEmpty() && isDue(receivers)) {
            running = Optional.of(start(places.state().toAbsolutePath()));
        }
    }

    private boolean isDue(List<String> receivers) throws IOException {
        try (Ledger ledger = places.ledger()) {
            Outbox outbox = new Outbox(ledger);
            for (String receiver : receivers) {
                if (!outbox.due(receiver, Instant.now(), 1).isEmpty()) {
                    return true;
                }
            }
            return false;
        } catch (LedgerUnavailable e) {
            // Pushes are refused then, which says so.
            return false;
        }
    }

    private Process start(Path state) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(program, "notify", "--state", state.toString())
                .directory(new File("/"))
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().clear();
        return builder.start();
    }
}
