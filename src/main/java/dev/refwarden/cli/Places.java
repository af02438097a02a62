package dev.refwarden.cli;

import dev.refwarden.ledger.Caller;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.LedgerUnavailable;
import dev.refwarden.ledger.Ledgers;
import dev.refwarden.ledger.StateFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where the installation lies: what the command line says, else what the installed {@code refwarden} passes in the
 * properties {@code refwarden.config} and {@code refwarden.state}, else the usual folders.
 */
final class Places {
    @Option(names = "--config", paramLabel = "DIR", description = "the folder of policy.yaml, server.yaml and people/")
    private @Nullable Path config;

    @Option(names = "--state", paramLabel = "DIR", description = "the folder of the log and of what was accepted")
    private @Nullable Path state;

    Path config() {
        return config != null ? config : usual("refwarden.config", "/etc/refwarden", ".config/refwarden");
    }

    Path state() {
        return state != null ? state : usual("refwarden.state", "/var/lib/refwarden", ".local/state/refwarden");
    }

    /** The ledger of the installation. */
    Ledger ledger() throws LedgerUnavailable {
        return Ledgers.configured(config(), new StateFolder(state()));
    }

    private static Path usual(String property, String system, String underHome) {
        String installed = System.getProperty(property, "");
        if (!installed.isEmpty()) {
            return Path.of(installed);
        }
        return usual(Path.of(system), underHome, Caller.isRoot());
    }

    /** Root has the system's places; others have their own, where these are there. */
    static Path usual(Path system, String underHome, boolean root) {
        Path own = Path.of(System.getProperty("user.home", "/")).resolve(underHome);
        return !root && Files.isDirectory(own) ? own : system;
    }
}
