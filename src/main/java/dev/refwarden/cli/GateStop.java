package dev.refwarden.cli;

import dev.refwarden.hook.gate.GateClient;
import dev.refwarden.hook.gate.GateProcess;
import dev.refwarden.hook.gate.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code refwarden gate stop}. */
@Command(
        name = "stop",
        description = {
            "Have the gate finish what it judges, and end.",
            "Until the next one runs, pushes are judged by processes of their own."
        })
final class GateStop implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long POLL_MILLIS = 20;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Places places = new Places();

    @Option(names = "--wait", paramLabel = "SECONDS", description = "how long to wait for its end (default: 70)")
    private int wait = 70;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path pidFile = new RunFolder(places.state()).pidFile();
        Optional<Long> pid = new RunFolder(places.state()).pid();
        boolean told = new GateClient(places.state(), PATIENCE).stop();
        if (!told) {
            spec.commandLine().getOut().println("no gate answers");
            return pid.filter(GateStop::isGate).isPresent() ? ExitStatus.FOUND : ExitStatus.FINE;
        }
        long end = System.nanoTime() + wait * 1_000_000_000L;
        while (isThere(pidFile, pid) && System.nanoTime() - end < 0) {
            Thread.sleep(POLL_MILLIS);
        }
        boolean ended = !isThere(pidFile, pid);
        spec.commandLine().getOut().println(ended ? "stopped" : "it is still judging");
        return ended ? ExitStatus.FINE : ExitStatus.FOUND;
    }

    private static boolean isThere(Path pidFile, Optional<Long> pid) {
        return Files.exists(pidFile, LinkOption.NOFOLLOW_LINKS)
                && pid.filter(GateStop::isGate).isPresent();
    }

    private static boolean isGate(long pid) {
        return GateProcess.of(pid) != GateProcess.GONE;
    }
}
