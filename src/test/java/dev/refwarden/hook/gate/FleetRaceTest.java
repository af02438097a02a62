package dev.refwarden.hook.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.LocalTool;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.LogCheck;
import dev.refwarden.ledger.PostgresServer;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.ledger.postgresql.Database;
import dev.refwarden.ledger.postgresql.PostgresEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers of a fleet, each with its hook and its gate, and two pushes by real git at the same moment. */
class FleetRaceTest {
    private static final int ROUNDS = 5;
    private static final List<String> PEOPLE = List.of("alice", "bob", "carol");
    private static final String POLICY = """
            version: 1
            groups: {team: [alice, bob, carol]}
            repositories:
              - match: ["**"]
                rules:
                  - name: all
                    refs: ["refs/heads/**"]
                    commits: {signed-by: [team]}
                    push: {approvals: {count: 1, by: [team]}}
            """;

    private static Optional<PostgresServer> running = Optional.empty();

    @TempDir
    private Path folder;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final List<FleetNode> nodes = new ArrayList<>();
    private Path clone = Path.of("");
    private String ledger = "";

    @BeforeAll
    static void start() throws IOException {
        running = Optional.of(PostgresServer.start());
    }

    @AfterAll
    static void stop() throws IOException {
        if (running.isPresent()) {
            running.get().close();
        }
    }

    @BeforeEach
    void make() throws Exception {
        Database administrator = running.orElseThrow().database();
        Path maker = Files.createDirectories(folder.resolve("maker"));
        Ledger.create(new StateFolder(maker), PostgresEngine.of(administrator)).close();
        ledger = "ledger: {postgresql: \""
                + running.orElseThrow().gate(administrator).url() + "\", user: gate}\n";
        for (String person : PEOPLE) {
            run(List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", person, "-f", person), new byte[0]);
        }
        clone = folder.resolve("clone");
        FleetNode.git(folder, Map.of(), "init", "-q", "-b", "main", clone.toString());
        FleetNode.git(clone, Map.of(), "config", "gpg.format", "ssh");
        FleetNode.git(
                clone,
                Map.of(),
                "config",
                "user.signingKey",
                folder.resolve("alice").toString());
    }

    @AfterEach
    void leave() throws Exception {
        threads.shutdown();
        for (FleetNode node : nodes) {
            node.close();
        }
    }

    private FleetNode node(String name, String srv) throws Exception {
        FleetNode node = new FleetNode(folder.resolve(name), folder.resolve(srv), ledger, POLICY);
        for (String person : PEOPLE) {
            String key = Files.readString(folder.resolve(person + ".pub")).strip();
            node.write(
                    "config/people/" + person + ".yaml",
                    "name: " + person + "\nemails: [" + person + "@example.org]\naccounts: [" + person
                            + "]\nkeys:\n  - {id: " + person + "-key, enrolled: 2024-01-01, ssh: \"" + key + "\"}\n");
        }
        nodes.add(node);
        return node.served();
    }

    private String commit(String text) throws Exception {
        FleetNode.git(clone, Map.of(), "commit", "-q", "-S", "--allow-empty", "-m", text);
        return FleetNode.git(clone, Map.of(), "rev-parse", "HEAD");
    }

    private String approved(String ref, String old, String tip) {
        String statement =
                "refwarden approval 1\nrepository git.example.org/repo\nref " + ref + "\nold " + old + "\nnew "
                        + tip + "\nexpires "
                        + Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS) + "\n";
        byte[] bytes = statement.getBytes(StandardCharsets.UTF_8);
        String armor = new String(
                run(List.of("ssh-keygen", "-q", "-Y", "sign", "-f", "bob", "-n", "refwarden-approval"), bytes),
                StandardCharsets.US_ASCII);
        byte[] blob = Base64.getMimeDecoder().decode(armor.replaceAll("-----[A-Z ]+-----", ""));
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return "--push-option=approval=" + encoder.encodeToString(bytes) + "." + encoder.encodeToString(blob);
    }

    private byte[] run(List<String> command, byte[] stdin) {
        return LocalTool.run(folder, Map.of(), stdin, command);
    }

    /** What became of two pushes that began at the same moment, those that git took first. */
    private List<FleetNode.Ended> race(Callable<FleetNode.Ended> one, Callable<FleetNode.Ended> other)
            throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        List<Future<FleetNode.Ended>> both = new ArrayList<>();
        for (Callable<FleetNode.Ended> push : List.of(one, other)) {
            both.add(threads.submit(() -> {
                together.await(30, TimeUnit.SECONDS);
                return push.call();
            }));
        }
        List<FleetNode.Ended> ended = new ArrayList<>();
        for (Future<FleetNode.Ended> push : both) {
            ended.add(push.get(60, TimeUnit.SECONDS));
        }
        ended.sort(Comparator.comparingInt(FleetNode.Ended::status));
        return ended;
    }

    /** Each server has a copy of the repository: git itself would take both. */
    @Test
    void oneApprovalLetsOnePushPassWhicheverServersItIsSentTo() throws Exception {
        FleetNode first = node("a", "srv-a");
        FleetNode second = node("b", "srv-b");
        String tip = commit("by alice");
        for (int round = 0; round < ROUNDS; round++) {
            String ref = "refs/heads/r" + round;
            String approval = approved(ref, "0".repeat(40), tip);
            List<FleetNode.Ended> ended = race(
                    () -> first.push(clone, "alice", approval, tip + ":" + ref),
                    () -> second.push(clone, "carol", approval, tip + ":" + ref));
            assertThat(ended.get(0).status()).as(ended.toString()).isZero();
            assertThat(ended.get(1).status()).isNotZero();
            assertThat(ended.get(1).said()).contains("[approvals-missing]").contains("used");
        }
        assertThatNothingWentAround();
    }

    /** Both servers write to the same repository, as on a shared disk. */
    @Test
    void ofTwoPushesToOneBranchOneIsTakenAndTheOtherIsNewAgain() throws Exception {
        FleetNode first = node("a", "srv");
        FleetNode second = node("b", "srv");
        String old = commit("first");
        assertThat(first.push(clone, "alice", approved("refs/heads/main", "0".repeat(40), old), "main")
                        .status())
                .isZero();
        for (int round = 0; round < ROUNDS; round++) {
            String before = old;
            String one = commit("one " + round);
            FleetNode.git(clone, Map.of(), "reset", "-q", "--hard", before);
            String other = commit("other " + round);
            List<FleetNode.Ended> ended = race(
                    () -> first.push(clone, "alice", approved("refs/heads/main", before, one), one + ":main"),
                    () -> second.push(clone, "alice", approved("refs/heads/main", before, other), other + ":main"));
            assertThat(ended.get(0).status()).as(ended.toString()).isZero();
            assertThat(ended.get(1).status()).as(ended.toString()).isNotZero();
            old = FleetNode.git(first.repository(), Map.of(), "rev-parse", "main");
            assertThat(old).isIn(one, other);
            FleetNode.git(clone, Map.of(), "reset", "-q", "--hard", old);
        }
        String last = commit("last");
        assertThat(second.push(clone, "alice", approved("refs/heads/main", old, last), "HEAD:main")
                        .said())
                .contains(" -> main")
                .doesNotContain("rejected");
        assertThatNothingWentAround();
    }

    private void assertThatNothingWentAround() throws IOException {
        for (FleetNode node : nodes) {
            assertThat(node.judgedCold()).isFalse();
            assertThat(node.log()).hasSize(1);
        }
        try (Ledger open = nodes.get(0).ledger()) {
            assertThat(LogCheck.walk(open, LogCheck.Known.NOTHING, lines -> {}).breaks())
                    .isEmpty();
        }
    }
}
