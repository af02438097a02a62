package dev.refwarden.cli;

import dev.refwarden.hook.gate.Arrival;
import dev.refwarden.hook.gate.ColdHook;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.StateFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the hook over pushes given as files, and then the usual commands, so that Java can note which classes they need. The
 * installer does this once, in a scratch repository, to make the archive for fast starts.
 */
public final class Training {
    private static final List<List<String>> COMMANDS = List.of(
            List.of("--version"),
            List.of("policy", "check"),
            List.of("key", "list"),
            List.of("review", "list"),
            List.of("review", "list", "--json"),
            List.of("log", "verify"),
            List.of("ledger", "status"),
            List.of("review", "show", "0000-0000"));

    private Training() {}

    /**
     * @param arguments CONFIG, STATE, and files with a push's updates each; what git would add to the environment
     *     stands next to a file in one that ends in {@code .env}
     */
    public static void main(String[] arguments) throws IOException {
        StateFolder state = new StateFolder(Path.of(arguments[1]));
        Ledger.create(state).close();
        for (int i = 2; i < arguments.length; i++) {
            try (InputStream updates = Files.newInputStream(Path.of(arguments[i]))) {
                ColdHook hook = new ColdHook(Path.of(arguments[0]), state.path(), Arrival.told(System.nanoTime()));
                Map<String, String> environment = environment(Path.of(arguments[i] + ".env"));
                System.err.println("exit status " + hook.run(environment, updates, Instant.now(), System.err));
            }
        }
        runCommands(arguments[0], arguments[1]);
    }

    private static void runCommands(String config, String state) {
        System.setProperty("refwarden.config", config);
        System.setProperty("refwarden.state", state);
        for (List<String> command : COMMANDS) {
            String[] words = command.toArray(String[]::new);
            System.err.println(
                    command + ": " + RefwardenCommand.commandLine(words).execute(words));
        }
    }

    private static Map<String, String> environment(Path additions) throws IOException {
        Map<String, String> environment = new HashMap<>(System.getenv());
        if (Files.exists(additions)) {
            for (String line : Files.readAllLines(additions)) {
                int equals = line.indexOf('=');
                environment.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return environment;
    }
}
