package dev.refwarden.hook.gate;

import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.Ledgers;
import dev.refwarden.ledger.StateFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One server of a fleet: its own CONFIG, STATE, hook and gate, and a repository {@code repo} that real git pushes to. */
final class FleetNode implements AutoCloseable {
    private static final Pattern RELEASE = Pattern.compile("(?m)^release='([^']+)'$");

    private final Path root;
    private final Path srv;
    private final HookScript hook;
    private final Queue<String> log = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Boolean> serving = new CompletableFuture<>();

    /**
     * Joins, and has its gate serve.
     *
     * @param srv where its repositories lie
     * @param ledger the line of {@code server.yaml} that names it
     */
    FleetNode(Path root, Path srv, String ledger, String policy) throws Exception {
        this.root = Files.createDirectories(root);
        this.srv = Files.createDirectories(srv);
        this.hook = new HookScript(root);
        Files.createDirectories(config().resolve("people"));
        write(
                "config/server.yaml",
                "version: 1\nserver: git.example.org\nroot: " + srv + "\npusher: {environment: RW_PUSHER}\n" + ledger);
        write("config/policy.yaml", policy);
        git(srv, Map.of(), "init", "-q", "--bare", "-b", "main", "repo.git");
        Files.createDirectories(root.resolve("hooks"));
        Path installed = root.resolve("hooks/pre-receive");
        Files.writeString(installed, "#!/bin/sh\nexec '" + root + "/hook' pre-receive\n");
        for (Path script : List.of(installed, root.resolve("hook"))) {
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /** From here on its gate serves. */
    FleetNode served() throws Exception {
        try (Ledger ledger = ledger()) {
            ledger.fleet().join();
        }
        Matcher release = RELEASE.matcher(hook.written("hook"));
        if (!release.find()) {
            throw new IOException("the hook does not say its release");
        }
        Gate gate = new Gate(
                new Gate.Installed(config(), state(), release.group(1), Optional.empty()), Clock.systemUTC(), log::add);
        Thread thread = new Thread(() -> {
            try {
                serving.complete(gate.serve());
            } catch (IOException | InterruptedException e) {
                serving.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        for (int i = 0; i < 500 && client().status().isEmpty(); i++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return this;
    }

    Path config() {
        return root.resolve("config");
    }

    Path state() {
        return root.resolve("state");
    }

    Path repository() {
        return srv.resolve("repo.git");
    }

    /** Whether any push was judged by another process than the gate. */
    boolean judgedCold() {
        return hook.judgedCold();
    }

    /** What its gate told its administrator. */
    List<String> log() {
        return List.copyOf(log);
    }

    Ledger ledger() throws IOException {
        return Ledgers.configured(config(), new StateFolder(state()));
    }

    void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }

    /** What git said, and how it ended. */
    record Ended(int status, String said) {
        String caseId() {
            Matcher matcher = Pattern.compile("case ([0-9A-Z]{4}-[0-9A-Z]{4})").matcher(said);
            return matcher.find() ? matcher.group(1) : "";
        }
    }

    /** A push from {@code clone} by way of this server, whose own hook judges it. */
    Ended push(Path clone, String account, String... words) throws IOException, InterruptedException {
        String receive = "env GIT_CONFIG_COUNT=2 GIT_CONFIG_KEY_0=core.hooksPath GIT_CONFIG_VALUE_0=" + root
                + "/hooks GIT_CONFIG_KEY_1=receive.advertisePushOptions GIT_CONFIG_VALUE_1=true RW_PUSHER=" + account
                + " git-receive-pack";
        List<String> command = new ArrayList<>(
                List.of("push", "--receive-pack=" + receive, repository().toString()));
        command.addAll(List.of(words));
        return tryGit(clone, Map.of(), command.toArray(String[]::new));
    }

    static String git(Path folder, Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        Ended ended = tryGit(folder, environment, words);
        if (ended.status() != 0) {
            throw new IOException(List.of(words) + ": " + ended.said());
        }
        return ended.said().strip();
    }

    private static Ended tryGit(Path folder, Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=alice"));
        command.addAll(List.of("-c", "user.email=alice@example.org"));
        command.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }

    private GateClient client() {
        return new GateClient(state(), Duration.ofSeconds(5));
    }

    @Override
    public void close() throws IOException {
        client().stop();
        try {
            serving.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IOException(e);
        }
    }
}
