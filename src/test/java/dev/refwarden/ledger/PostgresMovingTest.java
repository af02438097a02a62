package dev.refwarden.ledger;

import static dev.refwarden.ledger.LedgerContract.NOON;
import static dev.refwarden.ledger.WrittenLines.answering;
import static dev.refwarden.ledger.WrittenLines.commit;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refwarden.ledger.legacy.OldState;
import dev.refwarden.ledger.postgresql.Database;
import dev.refwarden.ledger.postgresql.PostgresEngine;
import dev.refwarden.statement.StatementDigest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server decided by itself goes into the database of a fleet, whole or not at all; and tables get new forms. */
class PostgresMovingTest {
    private static final Path OLD = Path.of("src/test/resources/scenarios/161-import/before/state");
    private static final StatementDigest TOKEN = StatementDigest.of("token", "alice", new byte[] {7});

    private static Optional<PostgresServer> running = Optional.empty();

    @TempDir
    private Path folder;

    private StateFolder state = new StateFolder(Path.of(""));
    private Database administrator = new Database("", "", Optional.empty());

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
    void make() throws IOException, SQLException {
        state = new StateFolder(Files.createDirectory(folder.resolve("state")));
        administrator = running.orElseThrow().database();
    }

    private PostgresEngine engine() {
        return PostgresEngine.of(administrator);
    }

    private Ledger gate() throws SQLException {
        return Ledger.of(state, PostgresEngine.of(running.orElseThrow().gate(administrator)));
    }

    /** A ledger in STATE with something of everything that must not be forgotten. */
    private List<String> filled() throws IOException {
        try (Ledger own = Ledger.create(state)) {
            own.append(
                    NOON, "r", WrittenLines.accepted("r", "refs/heads/main", commit(0), commit(1), List.of(commit(1))));
            own.append(NOON, "r", WrittenLines.noted("r", 1, "refs/heads/main", commit(1)));
            own.append(NOON, "r", WrittenLines.using("r", TOKEN, true));
            return lines(own);
        }
    }

    private static List<String> lines(Ledger ledger) throws IOException {
        List<String> lines = new ArrayList<>();
        Lines.each(ledger, 0, line -> lines.add(new String(line.bytes(), UTF_8)));
        return lines;
    }

    private void assertThatItIsWholeAndGoesOn(List<String> before) throws IOException, SQLException {
        try (Ledger fleet = gate()) {
            assertThat(lines(fleet)).isEqualTo(before);
            assertThat(LogCheck.walk(fleet, LogCheck.Known.NOTHING, lines -> {}).breaks())
                    .isEmpty();
            fleet.append(NOON, "r", answering("r", "next"));
        }
    }

    @Test
    void everythingIsMovedAndTheOldOneKept() throws IOException, SQLException {
        List<String> before = filled();
        assertThat(new Moving(state.path()).into(state, engine())).isEqualTo(3);
        assertThat(state.ledger()).doesNotExist();
        assertThat(folder.resolve("state/before-fleet/ledger.db")).isNotEmptyFile();
        assertThatItIsWholeAndGoesOn(before);
        try (Ledger fleet = gate()) {
            assertThat(LedgerView.of(fleet, "r").uses(TOKEN, UseKind.TOKEN)).hasSize(1);
        }
    }

    @Test
    void aCopyFromElsewhereStaysWhereItIs() throws IOException, SQLException {
        List<String> before = filled();
        StateFolder other = new StateFolder(Files.createDirectory(folder.resolve("other")));
        assertThat(new Moving(state.path()).into(other, engine())).isEqualTo(3);
        assertThat(state.ledger()).exists();
        state = other;
        assertThatItIsWholeAndGoesOn(before);
    }

    @Test
    void aDatabaseThatHoldsALedgerTakesNoOther() throws IOException {
        filled();
        Ledger.create(new StateFolder(Files.createDirectory(folder.resolve("first"))), engine())
                .close();
        assertThatThrownBy(() -> new Moving(state.path()).into(state, engine()))
                .isInstanceOf(LedgerUnavailable.class)
                .hasMessageContaining("holds a ledger already");
        assertThatTheOldOneStays();
    }

    @Test
    void aLogThatWasChangedIsNotMoved() throws IOException, SQLException {
        filled();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + state.ledger());
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE lines SET line = CAST(replace(CAST(line AS TEXT), 'main', 'mainz') AS BLOB)"
                    + " WHERE seq = 1");
        }
        assertThatThrownBy(() -> new Moving(state.path()).into(state, engine()))
                .isInstanceOf(LedgerUnavailable.class)
                .hasMessageContaining("the log is not whole");
        assertThat(schemas()).isZero();
        assertThatTheOldOneStays();
    }

    @Test
    void oneThatWasSetBackIsNotMoved() throws IOException, SQLException {
        filled();
        KnownHead.put(state, new KnownHead.Head(9, LineHash.NONE));
        assertThatThrownBy(() -> new Moving(state.path()).into(state, engine()))
                .isInstanceOf(LedgerUnavailable.class)
                .hasMessageContaining("set back or exchanged");
        assertThat(schemas()).isZero();
    }

    private void assertThatTheOldOneStays() throws IOException {
        try (Ledger own = Ledger.in(state)) {
            assertThat(own.append(NOON, "r", answering("r", "still")).seq()).isEqualTo(4);
        }
    }

    /** Whoever is cut off while lines are taken over leaves nothing that a push could take for a ledger. */
    @Test
    void halfAMoveIsNone() throws IOException, SQLException {
        byte[] lines = String.join("", filled()).getBytes(UTF_8);
        StateFolder other = new StateFolder(Files.createDirectory(folder.resolve("other")));
        ByteArrayInputStream cut = new ByteArrayInputStream(lines) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                int count = super.read(into, offset, Math.min(length, 100));
                if (available() < 200) {
                    throw new IllegalStateException("cut off");
                }
                return count;
            }
        };
        assertThatThrownBy(() -> Ledger.rebuild(other, engine(), cut)).hasMessageContaining("cut off");
        assertThat(schemas()).isZero();
        assertThat(other.head()).doesNotExist();
        assertThat(other.node()).doesNotExist();
    }

    @Test
    void aStateOfVersion01GoesThereAtOnce() throws IOException, SQLException {
        Path old = folder.resolve("old");
        try (Stream<Path> all = Files.walk(OLD)) {
            for (Path one : (Iterable<Path>) all::iterator) {
                Files.copy(one, old.resolve(OLD.relativize(one).toString()));
            }
        }
        assertThat(new OldState(old)
                        .importInto(state, Optional.of(engine()), NOON, "root")
                        .lines())
                .isEqualTo(25);
        assertThat(state.ledger()).doesNotExist();
        try (Ledger fleet = gate()) {
            assertThatItIsWholeAndGoesOn(lines(fleet));
        }
    }

    private long schemas() throws SQLException {
        try (Connection connection = running.orElseThrow().connect(administrator);
                Statement statement = connection.createStatement();
                var found = statement.executeQuery(
                        "SELECT count(*) FROM pg_catalog.pg_namespace WHERE nspname = 'refwarden'")) {
            found.next();
            return found.getLong(1);
        }
    }

    @Test
    void tablesOfAnOlderFormAreTheAdministratorsToChange() throws IOException, SQLException {
        Ledger.create(state, engine()).close();
        Database gate = running.orElseThrow().gate(administrator);
        running.orElseThrow()
                .execute(
                        administrator,
                        "DROP TABLE refwarden.outbox, refwarden.retained, refwarden.retained_parts; UPDATE refwarden.version SET version = 1");
        try (Ledger fleet = Ledger.of(state, PostgresEngine.of(gate))) {
            assertThatThrownBy(fleet::status)
                    .isInstanceOf(LedgerUnavailable.class)
                    .hasMessageContaining("form 1, this one needs 3")
                    .hasMessageContaining("refwarden ledger upgrade");
            assertThatThrownBy(() -> Ledger.upgrade(PostgresEngine.of(gate))).isInstanceOf(LedgerUnavailable.class);
            assertThat(Ledger.upgrade(engine())).isEqualTo(1);
            running.orElseThrow().gate(administrator);
            assertThat(fleet.append(NOON, "r", answering("r", "upgraded")).seq())
                    .isEqualTo(1);
            assertThat(Ledger.upgrade(engine())).isEqualTo(3);
        }
    }

    @Test
    void tablesOfANewerFormAreLeftAlone() throws IOException, SQLException {
        Ledger.create(state, engine()).close();
        try (Ledger fleet = gate()) {
            running.orElseThrow().execute(administrator, "UPDATE refwarden.version SET version = 99");
            assertThatThrownBy(() -> fleet.append(NOON, "r", answering("r", "x")))
                    .isInstanceOf(LedgerUnavailable.class)
                    .hasMessageContaining("was written by a newer Refwarden (form 99, this one knows 3)")
                    .hasMessageContaining("upgrade this server");
            assertThatThrownBy(() -> Ledger.upgrade(engine())).hasMessageContaining("newer Refwarden");
        }
    }
}
