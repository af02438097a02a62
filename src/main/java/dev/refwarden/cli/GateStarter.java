package dev.refwarden.cli;

import dev.refwarden.hook.gate.RunFolder;
import dev.refwarden.policy.Server;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Leaves a gate running for the pushes to come. The push that found none has its verdict by then, which nothing here
 * changes: what goes wrong leaves the next push without a gate, and it starts one.
 */
final class GateStarter {
    /** What keeps many pushes at once from starting many, and a gate that cannot start from being started for each. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** Where it is there, the gate survives whatever ends those who took the push. */
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private GateStarter() {}

    /** @param settings absent where the configuration could not be read */
    static void startIfWanted(Optional<Server.Gate> settings, Path state) {
        String program = System.getProperty("refwarden.program", "");
        Optional<Server.Gate> wanted = settings.filter(gate -> gate.start() == Server.Gate.Start.ON_DEMAND);
        if (wanted.isEmpty() || program.isEmpty()) {
            return;
        }
        try {
            RunFolder run = new RunFolder(state);
            if (!Files.isDirectory(run.path(), LinkOption.NOFOLLOW_LINKS)) {
                return;
            }
            startAlone(run, program, state, wanted.get());
        } catch (IOException | RuntimeException | Error e) {
            return;
        }
    }

    private static void startAlone(RunFolder run, String program, Path state, Server.Gate settings) throws IOException {
        try (FileChannel channel = run.openStartLock()) {
            if (channel.tryLock() == null || wasStarted(run) || run.isServed()) {
                return;
            }
            channel.write(ByteBuffer.wrap(new byte[] {'\n'}), 0);
            start(program, state, settings);
        }
    }

    private static boolean wasStarted(RunFolder run) throws IOException {
        return run.lastStarted()
                .filter(last -> Duration.between(last, Instant.now()).abs().compareTo(PAUSE) < 0)
                .isPresent();
    }

    /** Java closes every descriptor but those three in a process that it starts. */
    private static void start(String program, Path state, Server.Gate settings) throws IOException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            command.add(SETSID.toString());
        }
        command.addAll(List.of(program, "gate", "run", "--state", state.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(new File("/"))
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        // So that no Java has to be started to read it again.
        builder.environment().put("REFWARDEN_GATE_HEAP", Long.toString(settings.memory()));
        builder.start();
    }
}
