package dev.refwarden.doctor;

import dev.refwarden.policy.Rule;
import dev.refwarden.policy.Server;
import dev.refwarden.policy.read.Configuration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether {@code server.yaml} fits the machine that it is on. */
final class ServerChecks {
    /** About what one new commit, one update and one byte of a large object cost while a push is judged. */
    private static final long PER_COMMIT = 1200;

    private static final long PER_UPDATE = 2000;
    private static final long PER_OBJECT_BYTE = 3;

    /** What runs all the time; a timer's own service runs for a moment each minute. */
    private static final String UNITS = "refwarden-{guard-*.timer,gate-*.service}";

    private final Configuration configuration;
    private final Server server;
    private final Machine machine;
    private final List<Checked> found = new ArrayList<>();

    ServerChecks(Configuration configuration, Machine machine) {
        this.configuration = configuration;
        this.machine = machine;
        this.server = configuration.server();
    }

    /**
     * Where this machine says what it is.
     *
     * @param memory as {@code /proc/meminfo} has it
     * @param systemd a folder that is there only while systemd runs
     * @param units where the installer puts files for systemd
     * @param systemctl the command that says whether a unit runs
     */
    record Machine(Path memory, Path systemd, Path units, String systemctl) {
        static final Machine HERE = new Machine(
                Path.of("/proc/meminfo"), Path.of("/run/systemd/system"), Path.of("/etc/systemd/system"), "systemctl");
    }

    List<Checked> run() {
        checkRoot();
        checkPusher();
        checkMemory();
        checkUnits();
        return found;
    }

    /** By their places below it repositories get their names. */
    private void checkRoot() {
        Optional<Path> root = server.root().map(Path::of);
        if (root.isEmpty() || !server.repositoryEnvironment().isEmpty()) {
            return;
        }
        try {
            if (!Files.isDirectory(root.get())
                    || Doctor.repositoriesBelow(root.get()).isEmpty()) {
                found.add(
                        Checked.warn(
                                "",
                                "no repository lies below " + root.get() + ", which server.yaml calls root",
                                "set root to the folder that holds the repositories: without it a push has no name to be judged by"));
            }
        } catch (IOException | UncheckedIOException e) {
            found.add(Checked.warn("", root.get() + " cannot be looked into: " + e.getMessage(), "chmod or chown it"));
        }
    }

    private void checkPusher() {
        if (server.pusher().isPresent()) {
            return;
        }
        configuration.policy().repositories().stream()
                .flatMap(entry -> entry.rules().stream())
                .filter(ServerChecks::wantsPusher)
                .findFirst()
                .ifPresent(rule -> found.add(Checked.warn(
                        "",
                        "rule \"" + rule.name() + "\" must know who pushes, and server.yaml names no variable that says"
                                + " so: every push without a signature of its own is refused",
                        "set pusher: {environment: NAME} in server.yaml, and have the server set NAME")));
    }

    private static boolean wantsPusher(Rule rule) {
        return !rule.paths().isEmpty()
                || rule.push()
                        .map(Rule.Push::people)
                        .filter(push ->
                                push.by().isPresent() || push.approvals().isPresent())
                        .isPresent();
    }

    /** A push within the limits that does not fit into memory is refused all the same, without the sender's doing. */
    private void checkMemory() {
        long memory = server.gate().memory();
        Server.Limits limits = server.limits();
        long wanted =
                limits.commits() * PER_COMMIT + limits.updates() * PER_UPDATE + limits.objectSize() * PER_OBJECT_BYTE;
        if (wanted > memory) {
            found.add(Checked.warn(
                    "",
                    "a push as large as limits allows takes about " + mebibytes(wanted) + ", and gate.memory is "
                            + mebibytes(memory),
                    "raise gate.memory, or lower limits, in server.yaml"));
        }
        Optional<Long> there = physical();
        if (there.isPresent() && there.get() < memory) {
            found.add(Checked.warn(
                    "",
                    "gate.memory is " + mebibytes(memory) + ", and this machine has " + mebibytes(there.get())
                            + " in all",
                    "lower gate.memory in server.yaml, or give the machine more"));
        }
    }

    private static String mebibytes(long bytes) {
        return (bytes >> 20) + " MiB";
    }

    private Optional<Long> physical() {
        try {
            for (String line : Files.readAllLines(machine.memory())) {
                String[] words = line.split("\\s+", -1);
                if (words[0].equals("MemTotal:")) {
                    return Optional.of(Long.parseLong(words[1]) << 10);
                }
            }
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** What was put there to run every minute, or to judge, and does not. */
    private void checkUnits() {
        if (!Files.isDirectory(machine.systemd()) || !Files.isDirectory(machine.units())) {
            return;
        }
        try (DirectoryStream<Path> units = Files.newDirectoryStream(machine.units(), UNITS)) {
            for (Path unit : units) {
                String name = String.valueOf(unit.getFileName());
                Program active = Program.run(Path.of("/"), Map.of(), List.of(machine.systemctl(), "is-active", name));
                if (!active.succeeded()) {
                    found.add(Checked.warn("", name + " does not run", "systemctl enable --now " + name));
                }
            }
        } catch (IOException e) {
            found.add(Checked.warn("", "systemd cannot be asked: " + e.getMessage(), "systemctl list-timers"));
        }
    }
}
