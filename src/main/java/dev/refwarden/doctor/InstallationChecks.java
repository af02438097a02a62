package dev.refwarden.doctor;

import dev.refwarden.ledger.FollowedLog;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.Ledgers;
import dev.refwarden.ledger.LogCheck;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.policy.RepositoryEntry;
import dev.refwarden.policy.Server;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks of what all repositories share: the rules, the state and the clock. */
final class InstallationChecks {
    private static final long LEAST_FREE_BYTES = 100L << 20;

    private final Path config;
    private final Path state;
    private final Instant now;
    private final List<Checked> found = new ArrayList<>();

    InstallationChecks(Path config, Path state, Instant now) {
        this.config = config;
        this.state = state;
        this.now = now;
    }

    List<Checked> run() throws IOException {
        Optional<Configuration> configuration = checkPolicy();
        if (!Files.isDirectory(state)) {
            found.add(Checked.fail("", "there is no state folder " + state, "run install.sh again"));
            return found;
        }
        Account hook = Account.of(state);
        checkState();
        checkConfigRights(hook);
        checkLog();
        checkFollowed(configuration);
        checkFleet(configuration);
        checkNotifications(configuration);
        checkGate(configuration);
        checkEnvironment(configuration);
        configuration.ifPresent(usable -> found.addAll(new ServerChecks(usable, ServerChecks.Machine.HERE).run()));
        return found;
    }

    /** A push is judged all the same where none runs; it only takes longer. */
    private void checkGate(Optional<Configuration> configuration) throws IOException {
        Server.Gate.Start start =
                configuration.map(usable -> usable.server().gate().start()).orElse(Server.Gate.Start.NEVER);
        GateState gate = GateState.of(state);
        boolean missed = gate.kind() != GateState.Kind.ABSENT || start == Server.Gate.Start.SERVICE;
        if (gate.answers()) {
            found.add(Checked.ok("", gate.words()));
        } else if (start != Server.Gate.Start.NEVER && missed) {
            found.add(Checked.warn("", gate.words(), "refwarden gate status"));
        } else if (start == Server.Gate.Start.ON_DEMAND) {
            found.add(Checked.ok("", "no gate runs; the next push starts one"));
        }
    }

    /** Whoever pushes must not say what the server has to. */
    private void checkEnvironment(Optional<Configuration> configuration) throws IOException {
        List<String> trusted = new ArrayList<>();
        configuration.map(Configuration::server).ifPresent(server -> {
            server.pusher().ifPresent(pusher -> trusted.add(pusher.environment()));
            trusted.addAll(server.repositoryEnvironment());
        });
        SshdSettings.find(System.getProperty("refwarden.sshd", ""))
                .ifPresent(sshd -> found.addAll(new SshEnvironment(sshd).check(trusted)));
    }

    private Optional<Configuration> checkPolicy() {
        try {
            Configuration configuration = Configuration.load(config);
            found.add(Checked.ok("", "the policy in " + config + " has no errors"));
            for (RepositoryEntry entry : configuration.policy().repositories()) {
                if (!entry.enforcesAt(now)) {
                    String until = entry.until().map(end -> " until " + end).orElse("");
                    found.add(Checked.warn(
                            "",
                            entry.place() + " observes" + until + ": its rules refuse nothing yet",
                            "take its \"mode: observe\" away when its people and keys are enrolled"));
                }
            }
            return Optional.of(configuration);
        } catch (PolicyProblems problems) {
            found.add(Checked.fail(
                    "",
                    "the policy cannot be used, so every push is refused: " + problems.getMessage(),
                    "refwarden policy check"));
            return Optional.empty();
        }
    }

    private void checkState() throws IOException {
        if (Account.othersCanWrite(state)) {
            found.add(Checked.fail("", "others than its owner can write " + state, "chmod 700 " + state));
        } else {
            found.add(Checked.ok("", "only its owner can write " + state));
        }
        if (state.toFile().getUsableSpace() < LEAST_FREE_BYTES) {
            found.add(Checked.fail(
                    "", "less than 100 MiB are free for " + state, "make room: a full disk refuses every push"));
        }
    }

    /** Whoever can change the rules needs no key; so the hooks' account must not be able to. */
    private void checkConfigRights(Account hook) throws IOException {
        List<Path> writable = new ArrayList<>();
        List<Path> unreadable = new ArrayList<>();
        if (!Files.isDirectory(config)) {
            return;
        }
        try (Stream<Path> files = Files.walk(config.toRealPath())) {
            for (Path file : files.toList()) {
                if (hook.canWrite(file) && !file.startsWith(config.resolve("secrets"))) {
                    writable.add(file);
                }
                if (!hook.canRead(file)) {
                    unreadable.add(file);
                }
            }
        }
        boolean own = hook.owns(config.toRealPath());
        if (writable.isEmpty()) {
            found.add(Checked.ok("", "the account that hooks run as cannot change the rules"));
        } else if (own) {
            found.add(Checked.warn(
                    "",
                    "the account that hooks run as owns the rules in " + config + " and can change them",
                    "give " + config + " to another account, such as root"));
        } else {
            found.add(Checked.fail(
                    "", "the account that hooks run as can change " + writable.get(0), "chmod go-w, or chown it"));
        }
        for (Path file : unreadable) {
            found.add(Checked.fail("", "the account that hooks run as cannot read " + file, "chmod or chown it"));
        }
    }

    /** Whoever reads the file believes that it is all. */
    private void checkFollowed(Optional<Configuration> configuration) throws IOException {
        Optional<Path> file = configuration.flatMap(usable -> usable.server().followed());
        if (file.isEmpty()) {
            return;
        }
        StateFolder folder = new StateFolder(state);
        Optional<String> failure = FollowedLog.failure(folder);
        if (failure.isPresent()) {
            found.add(Checked.warn(
                    "",
                    "the log's lines do not reach " + file.get() + " since " + failure.get(),
                    "fix that; the next line brings all that are missing"));
            return;
        }
        try {
            long missing = FollowedLog.missing(Ledgers.configured(config, folder), file.get());
            found.add(
                    missing > 0
                            ? Checked.warn(
                                    "",
                                    missing + " lines of the log are not in " + file.get() + " yet",
                                    "the next push brings them")
                            : Checked.ok("", "the log's lines are in " + file.get()));
        } catch (IOException e) {
            found.add(Checked.warn("", "the log's lines do not reach " + file.get(), String.valueOf(e.getMessage())));
        }
    }

    private void checkNotifications(Optional<Configuration> configuration) throws IOException {
        Optional<Server> server = configuration.map(Configuration::server);
        try (Ledger ledger = Ledgers.configured(config, new StateFolder(state))) {
            if (server.isPresent()) {
                found.addAll(NotificationChecks.of(ledger, server.get().notifications(), now));
            }
        }
    }

    private void checkFleet(Optional<Configuration> configuration) throws IOException {
        try (Ledger ledger = Ledgers.configured(config, new StateFolder(state))) {
            found.addAll(FleetChecks.of(
                    ledger, configuration.map(usable -> usable.policy().digest()), now));
        }
    }

    private void checkLog() throws IOException {
        if (!Files.isWritable(state)) {
            boolean readOnly = Files.exists(state) && Files.getFileStore(state).isReadOnly();
            found.add(Checked.fail(
                    "",
                    "the log in " + state + " cannot be written, so every push is refused",
                    readOnly
                            ? "its file system is mounted read-only; mount it again read-write"
                            : "chown or chmod it"));
            return;
        }
        LogCheck.Result log =
                LogCheck.walk(Ledgers.configured(config, new StateFolder(state)), LogCheck.Known.NOTHING, lines -> {});
        if (!log.breaks().isEmpty()) {
            found.add(Checked.fail("", "the log is broken: " + log.breaks().get(0), "refwarden log verify"));
        } else if (log.latest().filter(now::isBefore).isPresent()) {
            found.add(Checked.fail(
                    "",
                    "the clock says " + now + ", but the log's last decision is of "
                            + log.latest().get(),
                    "set the clock: keys are judged by it"));
        } else {
            found.add(
                    Checked.ok("", "the log is whole, with " + log.lines() + " lines, and the clock is not behind it"));
        }
    }
}
