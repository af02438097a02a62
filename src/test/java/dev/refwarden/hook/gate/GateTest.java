package dev.refwarden.hook.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.ledger.StateFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate in this process, asked by whoever can reach its socket. */
class GateTest {
    private static final String RELEASE = "7-abc";
    private static final int CUTS = 60;

    @TempDir
    Path root;

    private final Queue<String> log = new ConcurrentLinkedQueue<>();
    private CompletableFuture<Boolean> serving = new CompletableFuture<>();

    @BeforeEach
    void start() throws Exception {
        Files.createDirectories(root.resolve("config/people"));
        write("config/policy.yaml", "version: 1\nrepositories: [{match: [\"**\"], unmatched: allow, rules: []}]\n");
        settings("gate: {workers: 1}\n");
        Files.createDirectory(root.resolve("state"));
        Ledger.create(new StateFolder(root.resolve("state"))).close();
        assertThat(new ProcessBuilder("git", "init", "-q", "--bare", root + "/repo.git")
                        .start()
                        .waitFor())
                .isZero();
        serve();
    }

    @AfterEach
    void stop() throws Exception {
        client().stop();
        serving.get(30, TimeUnit.SECONDS);
    }

    @Test
    void aPushIsJudgedAndAnswered() throws Exception {
        String nonce = nonce();
        String answer = ask(request(nonce, RELEASE, "nonsense\n"));
        assertThat(answer)
                .startsWith(nonce + " 1\nrefwarden: the push is refused\n")
                .contains("[update-malformed]")
                .endsWith("\nend " + nonce + "\n");
        assertThat(logged()).contains("\"update-malformed\"");
        try (Stream<Path> files = Files.list(root.resolve("state/run"))) {
            assertThat(files).noneMatch(file -> file.toString().contains("judging-"));
        }
    }

    @Test
    void whatTheGateJudgedIsCountedAlsoWhenItLeaves() throws Exception {
        ask(request(nonce(), RELEASE, "nonsense\n"));
        ask(request(nonce(), RELEASE, "nonsense\n"));
        ask("no request".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < 500 && JudgedCount.of(root.resolve("state")).gate() < 2; i++) {
            Thread.sleep(20);
        }
        assertThat(JudgedCount.of(root.resolve("state"))).isEqualTo(new JudgedCount(2, 0));
        ask(request(nonce(), RELEASE, "nonsense\n"));
        client().stop();
        serving.get(20, TimeUnit.SECONDS);
        assertThat(JudgedCount.of(root.resolve("state"))).isEqualTo(new JudgedCount(3, 0));
    }

    @Test
    void gitsOwnClientIsAnswered() throws Exception {
        String nonce = nonce();
        Path in = Files.write(root.resolve("in"), request(nonce, RELEASE, "nonsense\n"));
        Process git = new ProcessBuilder("git", "credential-cache", "--socket=" + socket(), "get")
                .redirectInput(in.toFile())
                .start();
        String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(answer).startsWith(nonce + " 1\n").endsWith("\nend " + nonce + "\n");
    }

    @Test
    void noiseIsNeitherAnsweredNorRecorded() throws Exception {
        Random random = new Random(56);
        for (int i = 0; i < 50; i++) {
            byte[] noise = new byte[random.nextInt(100_000)];
            random.nextBytes(noise);
            assertThat(ask(noise)).isEmpty();
        }
        byte[] whole = request(nonce(), RELEASE, "nonsense\n");
        for (int i = 0; i < CUTS; i++) {
            assertThat(ask(Arrays.copyOf(whole, whole.length * i / CUTS))).isEmpty();
        }
        assertThat(logged()).isEmpty();
        assertThat(client().status()).isPresent();
    }

    @Test
    void sixtyFourMebibytesAreReadAndMoreAreNot() throws Exception {
        String nonce = nonce();
        String answer = ask(request(nonce, RELEASE, "x".repeat(64 << 20)));
        assertThat(answer).startsWith(nonce + " 1\n").contains("[update-malformed]");
        assertThat(ask(new byte[90 << 20])).isEmpty();
        assertThat(client().status()).isPresent();
    }

    @Test
    void manyAtOnceAreAllAnswered() throws Exception {
        List<CompletableFuture<String>> asked = new ArrayList<>();
        List<String> nonces = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String nonce = nonce();
            nonces.add(nonce);
            asked.add(asked(request(nonce, RELEASE, "nonsense\n")));
        }
        for (int i = 0; i < asked.size(); i++) {
            assertThat(asked.get(i).get(60, TimeUnit.SECONDS))
                    .startsWith(nonces.get(i) + " 1\n")
                    .endsWith("end " + nonces.get(i) + "\n");
        }
    }

    @Test
    void whoIsOfAnotherReleaseIsNotServedAndTheGateLeaves() throws Exception {
        assertThat(ask(request(nonce(), "8-def", "nonsense\n"))).isEmpty();
        assertThat(serving.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(socket()).doesNotExist();
        assertThat(root.resolve("state/run/gate.pid")).doesNotExist();
        assertThat(log).anyMatch(line -> line.contains("8-def"));
    }

    @Test
    void aPushIsJudgedByTheRulesAsTheyStand() throws Exception {
        ask(request(nonce(), RELEASE, "nonsense\n"));
        write("config/policy.yaml", "version: 1\nrepositries: []\n");
        String nonce = nonce();
        String line = "0".repeat(40) + " " + "1".repeat(40) + " refs/heads/main\n";
        assertThat(ask(request(nonce, RELEASE, line)))
                .startsWith(nonce + " 2\n")
                .contains("[policy-invalid]");
    }

    @Test
    void otherSettingsOfTheGateReplaceItWithoutRefusingAnyone() throws Exception {
        settings("gate: {workers: 3}\n");
        String nonce = nonce();
        String line = "0".repeat(40) + " " + "1".repeat(40) + " refs/heads/main\n";
        assertThat(ask(request(nonce, RELEASE, line))).startsWith(nonce + " ");
        assertThat(serving.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whoeverIsIdleLeaves() throws Exception {
        client().stop();
        serving.get(20, TimeUnit.SECONDS);
        settings("gate: {idle: 1s}\n");
        serve();
        assertThat(serving.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(log).anyMatch(line -> line.contains("nobody pushes"));
    }

    @Test
    void aGateWhoseSocketIsTakenAwayLeaves() throws Exception {
        Files.delete(socket());
        assertThat(serving.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aFolderThatIsNotItsOwnersAloneIsNotServedIn() throws Exception {
        client().stop();
        serving.get(20, TimeUnit.SECONDS);
        Files.setPosixFilePermissions(socket().getParent(), PosixFilePermissions.fromString("rwxr-x---"));
        assertThatThrownBy(() -> gate().serve()).hasMessageContaining("0700");
    }

    @Test
    void whatDoesNotEndIsAnsweredInTimeReportedAndReplaced() throws Exception {
        settings("deadline: 2s\ngate: {workers: 1}\n");
        String line = "0".repeat(40) + " " + "1".repeat(40) + " refs/heads/main\n";
        ask(request(nonce(), RELEASE, line));
        Path stuck = root.resolve("repo.git/config");
        Files.delete(stuck);
        // Whoever opens it waits for ever.
        assertThat(new ProcessBuilder("mkfifo", stuck.toString()).start().waitFor())
                .isZero();
        long from = System.nanoTime();
        CompletableFuture<String> first = asked(request(nonce(), RELEASE, line));
        CompletableFuture<String> waiting = asked(request(nonce(), RELEASE, line));
        for (CompletableFuture<String> answer : List.of(first, waiting)) {
            assertThat(answer.get(20, TimeUnit.SECONDS)).contains(" 1\n").contains("[deadline-exceeded]");
        }
        assertThat(System.nanoTime() - from).isBetween(2_000_000_000L, 8_000_000_000L);
        serving.get(30, TimeUnit.SECONDS);
        assertThat(log).anyMatch(entry -> entry.contains("does not end"));
        assertThat(root.resolve("state/incidents")).isNotEmptyDirectory();
    }

    private CompletableFuture<String> asked(byte[] request) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        answer.complete(ask(request));
                    } catch (IOException e) {
                        answer.completeExceptionally(e);
                    }
                })
                .start();
        return answer;
    }

    private void serve() throws Exception {
        serving = new CompletableFuture<>();
        CompletableFuture<Boolean> begun = serving;
        Thread thread = new Thread(() -> {
            try {
                begun.complete(gate().serve());
            } catch (IOException | InterruptedException e) {
                begun.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        for (int i = 0; i < 200 && client().status().isEmpty(); i++) {
            Thread.sleep(20);
        }
    }

    private Gate gate() {
        return new Gate(
                new Gate.Installed(root.resolve("config"), root.resolve("state"), RELEASE, Optional.empty()),
                Clock.systemUTC(),
                log::add);
    }

    private GateClient client() {
        return new GateClient(root.resolve("state"), Duration.ofSeconds(5));
    }

    private Path socket() {
        return root.resolve("state/run/gate.sock");
    }

    private void settings(String more) throws IOException {
        write("config/server.yaml", "version: 1\nserver: git.example.org\nroot: " + root + "\n" + more);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(root.resolve(name), text);
    }

    private String logged() throws IOException {
        StringBuilder lines = new StringBuilder();
        try (Ledger ledger = Ledger.in(new StateFolder(root.resolve("state")))) {
            LoggedDecision.readAll(ledger, line -> lines.append(line.json()).append('\n'));
        }
        return lines.toString();
    }

    private byte[] request(String nonce, String release, String input) {
        return ("refwarden-gate 1 pre-receive " + nonce + " " + release + "\0" + root + "/repo.git\0" + "1\0GIT_DIR=.\0"
                        + input + "\0end " + nonce + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String nonce() {
        return UUID.randomUUID().toString();
    }

    /** What was answered before the gate hung up. */
    private String ask(byte[] request) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket()));
            try {
                ByteBuffer left = ByteBuffer.wrap(request);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                channel.shutdownOutput();
                ByteBuffer in = ByteBuffer.allocate(64 << 10);
                while (channel.read(in) >= 0) {
                    answer.writeBytes(Arrays.copyOf(in.array(), in.position()));
                    in.clear();
                }
            } catch (IOException e) {
                // The gate has hung up; what came before counts.
                return answer.toString(StandardCharsets.UTF_8);
            }
        }
        return answer.toString(StandardCharsets.UTF_8);
    }
}
