package dev.refwarden.cli;

import dev.refwarden.hook.gate.Arrival;
import dev.refwarden.hook.gate.ColdHook;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;

/** Where the program starts. The hook goes its own short way, past everything that other commands load. */
public final class Main {
    private static final Set<String> VERSION = Set.of("--version", "-V");

    private Main() {}

    public static void main(String[] arguments) {
        long start = System.nanoTime();
        if (arguments.length > 0 && arguments[0].equals("pre-receive")) {
            Path config = Path.of(option(arguments, "--config", "refwarden.config", "/etc/refwarden"));
            Path state = Path.of(option(arguments, "--state", "refwarden.state", "/var/lib/refwarden"));
            ColdHook hook = new ColdHook(config, state, Arrival.told(start));
            // A thread that dies has nothing to tell a developer; the push is refused for want of an answer.
            Thread.setDefaultUncaughtExceptionHandler(
                    (thread, failure) -> Runtime.getRuntime().halt(3));
            // Not System.exit: nothing is left to do, and no shutdown hook may delay or change the answer.
            int status = hook.run(System.getenv(), System.in, Instant.now(), messages());
            GateStarter.startIfWanted(hook.settings(), state);
            Runtime.getRuntime().halt(status);
        }
        Output output = Output.install();
        if (arguments.length == 1 && VERSION.contains(arguments[0])) {
            // Asked so often, by installers and monitors, that nothing is loaded for it.
            System.out.println(version());
            System.exit(output.status(0));
        }
        System.exit(output.status(RefwardenCommand.commandLine(arguments).execute(arguments)));
    }

    /** What Java itself says goes to standard error; the installed hook keeps that from whoever pushes. */
    private static PrintStream messages() {
        return System.getProperty("refwarden.messages", "").equals("stdout") ? System.out : System.err;
    }

    /** The version that the jar's manifest bears. */
    static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return "refwarden " + (version == null ? "(not from a jar)" : version);
    }

    private static String option(String[] arguments, String name, String property, String otherwise) {
        for (int i = 1; i + 1 < arguments.length; i += 2) {
            if (arguments[i].equals(name)) {
                return arguments[i + 1];
            }
        }
        return System.getProperty(property, otherwise);
    }
}
