package dev.refwarden.ledger;

import static dev.refwarden.ledger.LedgerContract.NOON;
import static dev.refwarden.ledger.WrittenLines.answering;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refwarden.ledger.postgresql.Database;
import dev.refwarden.ledger.postgresql.PostgresEngine;
import dev.refwarden.statement.StatementDigest;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that goes away, at the worst moments: nothing is half there, nothing waits for ever, and all goes on. */
class PostgresTroubleTest {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final StatementDigest TOKEN = StatementDigest.of("token", "alice", new byte[] {7});
    private static final String KILL = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'gate'";

    private static Optional<PostgresServer> running = Optional.empty();

    @TempDir
    private Path folder;

    private StateFolder state = new StateFolder(Path.of(""));
    private Database administrator = new Database("", "", Optional.empty());
    private Database gate = administrator;
    private Ledger ledger = Ledger.in(state);

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

    private static PostgresServer server() {
        return running.orElseThrow();
    }

    @BeforeEach
    void make() throws IOException, SQLException {
        state = new StateFolder(folder);
        administrator = server().database();
        Ledger.create(state, PostgresEngine.of(administrator)).close();
        gate = server().gate(administrator);
        ledger = Ledger.of(state, PostgresEngine.of(gate));
        ledger.append(NOON, "r", answering("r", "first"));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void aConnectionThatIsKilledInADecisionLosesItWhole() throws IOException {
        assertThatThrownBy(() -> ledger.decide("r", PATIENCE, transaction -> {
                    transaction.append(NOON, WrittenLines.using("r", TOKEN, true));
                    kill();
                    return transaction.append(NOON, answering("r", "lost"));
                }))
                .isInstanceOf(LedgerUnavailable.class);
        assertThat(LedgerView.of(ledger, "r").uses(TOKEN, UseKind.TOKEN)).isEmpty();
        assertThatItGoesOn(2);
    }

    @Test
    void aConnectionThatIsKilledBehindTheLastLineLosesItWhole() throws IOException {
        assertThatThrownBy(() -> ledger.decide("r", PATIENCE, transaction -> {
                    Appended appended = transaction.append(NOON, WrittenLines.using("r", TOKEN, true));
                    kill();
                    return appended;
                }))
                .isInstanceOf(LedgerUnavailable.class);
        assertThat(LedgerView.of(ledger, "r").uses(TOKEN, UseKind.TOKEN)).isEmpty();
        assertThatItGoesOn(2);
    }

    @Test
    void aLineThatIsCutBeforeTheCommitLosesIt() throws IOException {
        try (CuttingProxy proxy = CuttingProxy.before(server().port())) {
            Ledger through = Ledger.of(state, PostgresEngine.of(server().through(proxy.port(), gate)));
            proxy.cut(CuttingProxy.Cut.BEFORE_THE_COMMIT);
            assertThatThrownBy(() -> decide(through, "cut"))
                    .isInstanceOf(LedgerUnavailable.class)
                    .hasMessageContaining("gone before the decision was durable");
            assertThat(decide(through, "again").seq()).isEqualTo(2);
            through.close();
        }
        assertThatItGoesOn(3);
    }

    @Test
    void aDecisionWhoseAnswerIsLostIsFoundAgain() throws IOException {
        try (CuttingProxy proxy = CuttingProxy.before(server().port())) {
            Ledger through = Ledger.of(state, PostgresEngine.of(server().through(proxy.port(), gate)));
            proxy.cut(CuttingProxy.Cut.BEFORE_THE_ANSWER);
            assertThat(decide(through, "unheard").seq()).isEqualTo(2);
            assertThat(proxy.hasCut()).isTrue();
            assertThat(decide(through, "again").seq()).isEqualTo(3);
            through.close();
        }
        assertThatItGoesOn(4);
    }

    private static Appended decide(Ledger through, String nonce) throws IOException {
        return through.decide("r", PATIENCE, transaction -> transaction.append(NOON, answering("r", nonce)));
    }

    @Test
    void aDatabaseThatIsDownRefusesWithinThePatience() throws IOException {
        server().crash();
        long from = System.nanoTime();
        assertThatThrownBy(() -> decide(ledger, "down")).isInstanceOf(LedgerUnavailable.class);
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(PATIENCE);
        server().up();
        assertThatItGoesOn(2);
    }

    @Test
    void aDatabaseThatCrashesInADecisionLosesItWhole() throws IOException {
        assertThatThrownBy(() -> ledger.decide("r", PATIENCE, transaction -> {
                    Appended appended = transaction.append(NOON, WrittenLines.using("r", TOKEN, true));
                    server().crash();
                    return appended;
                }))
                .isInstanceOf(LedgerUnavailable.class);
        server().up();
        assertThat(LedgerView.of(ledger, "r").uses(TOKEN, UseKind.TOKEN)).isEmpty();
        assertThatItGoesOn(2);
    }

    @Test
    void connectionsThatDiedWhileNobodyUsedThemAreMadeAnew() throws Exception {
        Ledger resident = Ledger.of(state, PostgresEngine.resident(gate));
        decide(ledger, "before");
        decide(resident, "before, too");
        kill();
        Thread.sleep(600);
        decide(ledger, "after");
        decide(resident, "after, too");
        resident.close();
        assertThatItGoesOn(6);
    }

    /** As a stopped process does, which no one would wait for. */
    @Test
    void whoeverStopsInTheMiddleLosesItsLocks() throws Exception {
        CountDownLatch appended = new CountDownLatch(1);
        CountDownLatch enough = new CountDownLatch(1);
        ExecutorService other = Executors.newSingleThreadExecutor();
        Future<Boolean> stopped = other.submit(() -> ledger.decide("r", Ledger.PATIENCE, transaction -> {
            transaction.append(NOON, answering("r", "stopped"));
            appended.countDown();
            return LedgerContract.await(enough);
        }));
        assertThat(LedgerContract.await(appended)).isTrue();
        long from = System.nanoTime();
        decide(ledger, "goes on");
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isBetween(Duration.ofMillis(1_500), PATIENCE);
        enough.countDown();
        assertThatThrownBy(stopped::get).hasCauseInstanceOf(LedgerUnavailable.class);
        other.shutdown();
        assertThatItGoesOn(3);
    }

    @Test
    void settingsOfTheRoleDoNotMakeDecisionsLessDurable() throws IOException, SQLException {
        server().execute(administrator, "ALTER ROLE gate SET synchronous_commit = off");
        server().execute(administrator, "ALTER ROLE gate SET default_transaction_isolation = 'serializable'");
        try (Ledger other = Ledger.of(state, PostgresEngine.of(gate))) {
            List<String> settings = other.read(session -> session.list(
                    "SELECT current_setting('synchronous_commit'), current_setting('transaction_isolation')",
                    row -> row.getString(1) + ", " + row.getString(2)));
            assertThat(settings).containsExactly("on, read committed");
        } finally {
            server().execute(administrator, "ALTER ROLE gate RESET ALL");
        }
    }

    private void kill() throws IOException {
        try {
            server().execute(administrator, KILL);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private void assertThatItGoesOn(long lines) throws IOException {
        ledger.append(NOON, "r", answering("r", "last"));
        LogCheck.Result result = LogCheck.walk(ledger, LogCheck.Known.NOTHING, some -> {});
        assertThat(result.breaks()).isEmpty();
        assertThat(result.lines()).isEqualTo(lines);
    }
}
