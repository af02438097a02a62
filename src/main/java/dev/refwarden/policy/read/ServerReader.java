package dev.refwarden.policy.read;

import dev.refwarden.policy.Glob;
import dev.refwarden.policy.GlobSet;
import dev.refwarden.policy.PatternKind;
import dev.refwarden.policy.Server;
import dev.refwarden.policy.yaml.ConfigFolder;
import dev.refwarden.policy.yaml.Problems;
import dev.refwarden.policy.yaml.Section;
import dev.refwarden.policy.yaml.Words;
import dev.refwarden.policy.yaml.Yaml;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code server.yaml}. */
final class ServerReader {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final int LARGEST_LIMIT = 999_999_999;
    private static final int MOST_WORKERS = 64;
    private static final long LEAST_MEMORY = 64L << 20;
    private static final Words<Server.Gate.Start> STARTS =
            new Words<>(List.of("on-demand", "service", "never"), List.of(Server.Gate.Start.values()));

    private static final String POSTGRESQL = "jdbc:postgresql:";

    private final ConfigFolder folder;
    private final Problems problems;

    ServerReader(ConfigFolder folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    /** The server as described; whatever could not be read is a problem, and the result then of no use. */
    Server read(Section file) {
        PolicyReader.version(file);
        Optional<String> name = name(file.require("server"));
        Optional<String> root = root(file);
        List<String> variables = repositoryVariables(file);
        if (root.isEmpty() && variables.isEmpty() && !file.has("root") && !file.has("repository")) {
            problems.add(file.place(), "this file needs root or repository, or repositories have no names");
        }
        Optional<Section> pusher = file.section("pusher");
        List<Glob> internal = new Globs(problems, PatternKind.REF).globs("internal-refs", file.list("internal-refs"));
        Server.Messages messages = new MessagesReader(problems).read(file);
        Duration deadline = file.positiveDuration("deadline").orElse(DEADLINE);
        Server server = new Server(
                name.orElse(""),
                root,
                variables,
                pusher.isEmpty() ? Optional.empty() : Optional.of(new PusherReader(problems).read(pusher.get())),
                internal.isEmpty() ? Optional.empty() : Optional.of(new GlobSet(internal, List.of())),
                messages,
                deadline,
                limits(file),
                evidence(file),
                gate(file),
                ledger(file),
                followed(file),
                new NotificationsReader(folder, problems).read(file));
        file.end();
        return server;
    }

    private Optional<String> name(Section file) {
        Optional<String> name = file.text("server");
        if (name.isPresent() && (name.get().indexOf(' ') >= 0 || name.get().indexOf('/') >= 0)) {
            problems.add(file.place("server"), "server: expected a host name such as git.example.org");
        }
        return name;
    }

    private Optional<String> root(Section file) {
        Optional<String> root = file.text("root");
        if (root.isPresent() && !root.get().startsWith("/")) {
            problems.add(file.place("root"), "root must be an absolute path, such as /srv/git");
        }
        return root;
    }

    private List<String> repositoryVariables(Section file) {
        Optional<Section> repository = file.section("repository");
        if (repository.isEmpty()) {
            return List.of();
        }
        List<Yaml> items = repository.get().require("environment").filledList("environment");
        List<String> variables = repository.get().texts("environment", items);
        for (String variable : variables) {
            new PusherReader(problems).checkVariable(variable, repository.get().place("environment"));
        }
        repository.get().end();
        return variables;
    }

    private Server.Gate gate(Section file) {
        Server.Gate otherwise = Server.Gate.DEFAULT;
        Optional<Section> found = file.section("gate");
        if (found.isEmpty()) {
            return otherwise;
        }
        Section gate = found.get();
        Server.Gate read = new Server.Gate(
                gate.word("start", STARTS, otherwise.start()),
                gate.positiveDuration("idle").orElse(otherwise.idle()),
                gate.number("workers", 1, MOST_WORKERS).orElse(otherwise.workers()),
                gate.size("memory", otherwise.memory()));
        if (read.memory() < LEAST_MEMORY) {
            problems.add(gate.place("memory"), "memory must be at least 64MiB");
        }
        gate.end();
        return read;
    }

    private Optional<Server.FleetLedger> ledger(Section file) {
        Optional<Section> found = file.section("ledger");
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Section ledger = found.get();
        Optional<String> url = ledger.require("postgresql").text("postgresql");
        if (url.isPresent() && !url.get().startsWith(POSTGRESQL)) {
            problems.add(
                    ledger.place("postgresql"),
                    "postgresql: expected a URL such as jdbc:postgresql://db.example.org/refwarden");
        } else if (url.isPresent() && url.get().toLowerCase(Locale.ROOT).contains("password=")) {
            problems.add(
                    ledger.place("postgresql"),
                    "postgresql: the password belongs into a file of its own, which password names");
        }
        Optional<String> user = ledger.require("user").text("user");
        Optional<String> password = new SecretFiles(folder, problems).path(ledger, "password");
        ledger.end();
        return Optional.of(new Server.FleetLedger(url.orElse(""), user.orElse(""), password));
    }

    private Optional<Path> followed(Section file) {
        Optional<Section> found = file.section("log");
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Section log = found.get();
        Optional<String> path = log.require("follow").text("follow");
        log.end();
        if (path.isPresent() && (!path.get().startsWith("/") || path.get().indexOf('\0') >= 0)) {
            problems.add(
                    log.place("follow"),
                    "follow: expected the absolute path of a file, such as /var/log/refwarden/decisions.jsonl");
            return Optional.empty();
        }
        return path.map(Path::of);
    }

    private Server.Limits limits(Section file) {
        Optional<Section> limits = file.section("limits");
        if (limits.isEmpty()) {
            return Server.Limits.DEFAULT;
        }
        int commits = limits.get().number("commits", 1, LARGEST_LIMIT).orElse(Server.Limits.DEFAULT.commits());
        int updates = limits.get().number("updates", 1, LARGEST_LIMIT).orElse(Server.Limits.DEFAULT.updates());
        long size = limits.get().size("object-size", Server.Limits.DEFAULT.objectSize());
        limits.get().end();
        return new Server.Limits(commits, updates, size);
    }

    private Server.EvidenceLimits evidence(Section file) {
        Server.EvidenceLimits otherwise = Server.EvidenceLimits.DEFAULT;
        Optional<Section> found = file.section("evidence");
        if (found.isEmpty()) {
            return otherwise;
        }
        Section evidence = found.get();
        Server.EvidenceLimits limits = new Server.EvidenceLimits(
                evidence.duration("keep").orElse(otherwise.keep()),
                evidence.size("per-case", otherwise.perCase()),
                evidence.size("per-pusher", otherwise.perPusher()),
                evidence.size("total", otherwise.total()));
        evidence.end();
        return limits;
    }
}
