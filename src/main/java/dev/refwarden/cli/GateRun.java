package dev.refwarden.cli;

import dev.refwarden.hook.gate.Gate;
import dev.refwarden.notify.NotifierThread;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code refwarden gate run}. */
@Command(
        name = "run",
        description = {
            "Judge pushes until it is stopped, nobody pushes for a while, or another version is installed.",
            "It is started by the first push, or by the system's service manager; see gate: in server.yaml."
        })
final class GateRun implements Callable<Integer> {
    @Mixin
    private Places places = new Places();

    @Override
    public Integer call() throws IOException, InterruptedException {
        // A thread that dies leaves its push without an answer, which accepts nothing.
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> log(thread.getName() + ": " + failure));
        String jar = System.getProperty("refwarden.jar", "");
        Gate.Installed installed = new Gate.Installed(
                places.config().toAbsolutePath(),
                places.state().toAbsolutePath(),
                System.getProperty("refwarden.release", "none"),
                jar.isEmpty() ? Optional.empty() : Optional.of(Path.of(jar)));
        boolean served;
        try (NotifierThread notifications = new NotifierThread(new NotifyStarter(places)::startIfDue, GateRun::log)) {
            notifications.start();
            served = new Gate(installed, Clock.systemUTC(), GateRun::log).serve();
        }
        if (!served) {
            log("there is a gate already");
        }
        // Not System.exit: whatever still runs is to end now.
        Runtime.getRuntime().halt(served ? ExitStatus.FINE : ExitStatus.FOUND);
        return ExitStatus.FINE;
    }

    private static void log(String line) {
        System.err.println(Instant.now() + " " + line);
    }
}
