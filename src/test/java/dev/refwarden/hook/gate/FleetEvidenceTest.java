package dev.refwarden.hook.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.cli.CommandLineRun;
import dev.refwarden.ledger.CaseId;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.PostgresServer;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.ledger.postgresql.Database;
import dev.refwarden.ledger.postgresql.PostgresEngine;
import dev.refwarden.review.retained.RetainedPush;
import dev.refwarden.review.retained.RetainedPushes;
import dev.refwarden.review.retained.Sharing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a push that one server of a fleet refused brought is seen from every other, by real git and real commands. */
class FleetEvidenceTest {
    private static final String POLICY = """
            version: 1
            repositories:
              - match: ["**"]
                rules:
                  - name: main
                    refs: [refs/heads/main]
                    commits: {signed-by: [alice]}
            """;
    private static final String ALICE = "name: Alice\nemails: [alice@example.org]\naccounts: [alice]\n";

    private static Optional<PostgresServer> running = Optional.empty();

    @TempDir
    private Path folder;

    private Database administrator = new Database("", "", Optional.empty());
    private String ledger = "";
    private Optional<FleetNode> first = Optional.empty();
    private Path clone = Path.of("");

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
        administrator = running.orElseThrow().database();
        Path maker = Files.createDirectories(folder.resolve("maker"));
        Ledger.create(new StateFolder(maker), PostgresEngine.of(administrator)).close();
        Database gate = running.orElseThrow().gate(administrator);
        ledger = "ledger: {postgresql: \"" + gate.url() + "\", user: gate}\n";
        first = Optional.of(node("a", "").served());
        clone = folder.resolve("clone");
        FleetNode.git(folder, Map.of(), "init", "-q", "-b", "main", clone.toString());
        commit("tried.txt", "what was tried\n");
    }

    @AfterEach
    void leave() throws Exception {
        first.orElseThrow().close();
    }

    private FleetNode node(String name, String settings) throws Exception {
        FleetNode node = new FleetNode(folder.resolve(name), folder.resolve(name), ledger + settings, POLICY);
        node.write("config/people/alice.yaml", ALICE);
        return node;
    }

    private void commit(String file, String text) throws Exception {
        Files.writeString(clone.resolve(file), text);
        FleetNode.git(clone, Map.of(), "add", "-A");
        FleetNode.git(clone, Map.of(), "commit", "-q", "-m", "tries " + file);
    }

    private CaseId refused() throws Exception {
        FleetNode.Ended ended = first.orElseThrow().push(clone, "alice", "main");
        assertThat(ended.said()).contains("[unsigned]");
        assertThat(first.orElseThrow().judgedCold()).isFalse();
        return CaseId.read(ended.caseId()).orElseThrow();
    }

    private void awaitShared(CaseId caseId) throws Exception {
        for (int i = 0; i < 500; i++) {
            if (isShared(caseId)) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new AssertionError(caseId + " is not shared");
    }

    private boolean isShared(CaseId caseId) throws IOException {
        try (Ledger open = first.orElseThrow().ledger()) {
            return open.fleet().evidence().orElseThrow().find(caseId).isPresent()
                    && new RetainedPushes(new StateFolder(first.orElseThrow().state()))
                            .all()
                            .isEmpty();
        }
    }

    /** No repository, and a role that may only read. */
    private FleetNode reviewersHost() throws Exception {
        ledger = ledger.replace("user: gate", "user: reviewer");
        FleetNode host = node("r", "");
        try (Ledger open = host.ledger()) {
            open.fleet().join();
        }
        try (Stream<Path> files = Files.walk(host.repository())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        return host;
    }

    private static CommandLineRun review(FleetNode node, String command, Object... more) {
        List<Object> words = new ArrayList<>(List.of("review", command));
        words.addAll(List.of(more));
        words.addAll(List.of("--config", node.config(), "--state", node.state()));
        return CommandLineRun.of(words.toArray());
    }

    @Test
    void whatOneServerRefusedIsShownByAnotherAndByAHostWithoutRepositories() throws Exception {
        CaseId caseId = refused();
        awaitShared(caseId);
        FleetNode second = node("b", "");
        try (Ledger open = second.ledger()) {
            open.fleet().join();
        }
        for (FleetNode node : List.of(first.orElseThrow(), second, reviewersHost())) {
            CommandLineRun diff = review(node, "diff", caseId);
            assertThat(diff.err()).isEmpty();
            assertThat(diff.status()).isZero();
            assertThat(diff.out()).contains("tries tried.txt").contains("+what was tried");
            assertThat(review(node, "show", caseId).out()).contains("bytes of objects");
            Path zip = folder.resolve(
                    Objects.requireNonNull(node.state().getParent()).getFileName() + ".zip");
            assertThat(review(node, "export", caseId, "--output", zip).out()).contains("as a bundle for git fetch");
        }
    }

    @Test
    void whatIsBroughtToAReaderIsGoneWhenItIsRead() throws Exception {
        CaseId caseId = refused();
        awaitShared(caseId);
        List<Path> before = fetched();
        review(reviewersHost(), "diff", caseId);
        assertThat(fetched()).isEqualTo(before);
    }

    private static List<Path> fetched() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("refwarden-case"))
                    .toList();
        }
    }

    @Test
    void aPurgeFromAnyServerRemovesItForAll() throws Exception {
        CaseId caseId = refused();
        awaitShared(caseId);
        FleetNode second = node("b", "");
        try (Ledger open = second.ledger()) {
            open.fleet().join();
        }
        assertThat(review(second, "purge", caseId, "--reason", "a password was in it")
                        .out())
                .contains("removed what was kept of " + caseId);
        assertThat(isShared(caseId)).isFalse();
        assertThat(review(first.orElseThrow(), "diff", caseId).out()).doesNotContain("what was tried");
        assertThat(review(first.orElseThrow(), "purge", caseId, "--reason", "again")
                        .err())
                .contains("nothing is kept of the case");
    }

    @Test
    void aReviewersRolePurgesNothing() throws Exception {
        CaseId caseId = refused();
        awaitShared(caseId);
        assertThat(review(reviewersHost(), "purge", caseId, "--reason", "x").status())
                .isEqualTo(3);
        assertThat(isShared(caseId)).isTrue();
    }

    /** The tables are not there for the gate's role: the push is refused as ever, and what it brought stays in STATE. */
    @Test
    void aFailureChangesNothingAboutTheRefusalAndIsMadeUpForLater() throws Exception {
        execute("REVOKE INSERT ON refwarden.retained_parts FROM refwarden_gates");
        CaseId early = refused();
        TimeUnit.MILLISECONDS.sleep(500);
        assertThat(isShared(early)).isFalse();
        StateFolder state = new StateFolder(first.orElseThrow().state());
        assertThat(Sharing.left(state, Instant.now())).isZero();
        assertThat(Sharing.left(state, Instant.now().plus(2, ChronoUnit.HOURS))).isEqualTo(1);
        assertThat(review(first.orElseThrow(), "diff", early).out()).contains("+what was tried");
        execute("GRANT INSERT ON refwarden.retained_parts TO refwarden_gates");
        commit("more.txt", "more\n");
        CaseId later = refused();
        awaitShared(later);
        awaitShared(early);
        assertThat(review(reviewersHost(), "diff", early).out()).contains("+what was tried");
    }

    /** Whoever keeps something waits for a lock that pushes never look at. */
    @Test
    void whoeverKeepsSomethingNeverKeepsAPushWaiting() throws Exception {
        try (Connection holder = DriverManager.getConnection(administrator.url(), administrator.user(), "");
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("SELECT pg_advisory_xact_lock(1382446948, 1)");
            statement.execute("LOCK TABLE refwarden.retained IN SHARE ROW EXCLUSIVE MODE");
            for (int i = 0; i < 12; i++) {
                FleetNode.git(clone, Map.of(), "commit", "-q", "--amend", "-m", "again " + i);
                long from = System.nanoTime();
                refused();
                assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from))
                        .isLessThan(5_000);
            }
            // A push that left something running would be reported by now, and its gate would leave.
            TimeUnit.SECONDS.sleep(6);
            assertThat(first.orElseThrow().log()).hasSize(1);
            holder.rollback();
        }
        commit("last", "x");
        awaitShared(refused());
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(administrator.url(), administrator.user(), "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void theFleetKeepsWhatTheLimitsAllowInAll() throws Exception {
        first.orElseThrow().close();
        first = Optional.of(new FleetNode(
                folder.resolve("limited"),
                folder.resolve("limited"),
                ledger + "evidence: {per-case: 1MiB, per-pusher: 120KiB, total: 1MiB}\n",
                POLICY));
        first.get().write("config/people/alice.yaml", ALICE);
        first.get().served();
        CaseId oldest = refused();
        awaitShared(oldest);
        for (int i = 0; i < 4; i++) {
            FleetNode.git(clone, Map.of(), "commit", "-q", "--amend", "-m", "again " + i);
            awaitShared(refused());
        }
        try (Ledger open = first.orElseThrow().ledger()) {
            List<RetainedPush> kept = RetainedPushes.of(open).all();
            assertThat(kept).isNotEmpty().extracting(RetainedPush::caseId).doesNotContain(oldest);
            assertThat(kept.stream().mapToLong(RetainedPush::size).sum()).isLessThanOrEqualTo(120 << 10);
        }
    }
}
