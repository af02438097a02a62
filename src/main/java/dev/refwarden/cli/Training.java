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
import java.util.Map;

/**
 * Runs the hook over pushes given as files, so that Java can note which classes a push needs. The
 * installer does this once, in a scratch repository, to make the archive for fast starts.
 */
public final class Training {
    private Training() {}

    /**
     * @param arguments CONFIG, STATE, and files with a push's updates each; what git would add to the environment
     *     stands beside a file in one that ends in {@code .env}
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
