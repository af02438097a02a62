package dev.refwarden.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the installation lies: every command that reads it takes these options. */
final class Places {
    private static final String CONFIG_PROPERTY = "refwarden.config";
    private static final String STATE_PROPERTY = "refwarden.state";

    @Option(names = "--config", paramLabel = "DIR", description = "the configuration, by default the installed one")
    private Path config = Path.of(System.getProperty(CONFIG_PROPERTY, "/etc/refwarden"));

    @Option(names = "--state", paramLabel = "DIR", description = "the state, by default the installed one")
    private Path state = Path.of(System.getProperty(STATE_PROPERTY, "/var/lib/refwarden"));

    Path config() {
        return config;
    }

    Path state() {
        return state;
    }
}
