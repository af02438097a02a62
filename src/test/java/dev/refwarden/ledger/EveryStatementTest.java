package dev.refwarden.ledger;

import static dev.refwarden.ledger.LedgerContract.NOON;
import static dev.refwarden.ledger.WrittenLines.answering;
import static dev.refwarden.ledger.WrittenLines.commit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.ledger.postgresql.Database;
import dev.refwarden.ledger.postgresql.PostgresEngine;
import dev.refwarden.ledger.sqlite.SqliteEngine;
import dev.refwarden.statement.StatementDigest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cut off before any statement of a decision, it is there whole or not at all, and all goes on. */
class EveryStatementTest {
    private static final StatementDigest TOKEN = StatementDigest.of("token", "alice", new byte[] {7});
    /** A decision has more statements than that, or this test shows nothing. */
    private static final int FEWEST = 15;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private StateFolder state = new StateFolder(Path.of(""));

    @BeforeEach
    void make() throws IOException {
        state = new StateFolder(Files.createDirectory(folder.resolve("state")));
    }

    /** What an earlier push accepted lands, an approval is used up, another push is accepted: three lines. */
    private static Appended decide(Ledger ledger) throws IOException {
        return ledger.decide("r", PATIENCE, transaction -> {
            transaction.append(NOON, WrittenLines.noted("r", 1, "refs/heads/main", commit(1)));
            transaction.append(NOON, WrittenLines.using("r", TOKEN, true));
            return transaction.append(
                    NOON, WrittenLines.accepted("r", "refs/heads/main", commit(1), commit(2), List.of(commit(2))));
        });
    }

    private static void begin(Ledger ledger) throws IOException {
        ledger.append(
                NOON, "r", WrittenLines.accepted("r", "refs/heads/main", commit(0), commit(1), List.of(commit(1))));
    }

    private static void assertThatItIsWhole(Ledger ledger, long before, String when) throws IOException {
        long lines = ledger.status().lines();
        assertThat(lines).as(when).isIn(before, before + 3);
        assertThat(LedgerView.of(ledger, "r").uses(TOKEN, UseKind.TOKEN))
                .as(when)
                .hasSize(lines == before ? 0 : 1);
        assertThat(LogCheck.walk(ledger, LogCheck.Known.NOTHING, some -> {}).breaks())
                .as(when)
                .isEmpty();
        assertThat(ledger.append(NOON, "r", answering("r", "next")).seq()).isEqualTo(lines + 1);
    }

    /** What is on disk when a process is killed is what its successor finds. */
    @Test
    void aProcessMayBeKilledBeforeAnyStatement() throws IOException {
        Ledger.create(state).close();
        int[] statements = {0};
        boolean[] watching = {false};
        SqliteEngine engine = new SqliteEngine(state.ledger());
        try (Ledger ledger = new Ledger(
                new StatementWatch(engine, connection -> {
                    if (watching[0]) {
                        copy(folder.resolve("killed" + ++statements[0]));
                    }
                }),
                state)) {
            begin(ledger);
            watching[0] = true;
            assertThat(decide(ledger).seq()).isEqualTo(4);
            copy(folder.resolve("killed" + ++statements[0]));
        }
        assertThat(statements[0]).isGreaterThan(FEWEST);
        for (int i = 1; i <= statements[0]; i++) {
            StateFolder killed = new StateFolder(folder.resolve("killed" + i));
            try (Ledger ledger = Ledger.in(killed)) {
                assertThat(ledger.status().lines()).isEqualTo(i == statements[0] ? 4 : 1);
                assertThatItIsWhole(ledger, 1, "killed before statement " + i);
            }
        }
    }

    private void copy(Path to) {
        try {
            Files.createDirectory(to);
            for (String name : List.of("ledger.db", "ledger.db-wal", "ledger.db-shm", "head")) {
                Files.copy(state.path().resolve(name), to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aDatabaseMayBeLostBeforeAnyStatement() throws IOException, SQLException {
        try (PostgresServer server = PostgresServer.start()) {
            Database administrator = server.database();
            Ledger.create(state, PostgresEngine.of(administrator)).close();
            Database gate = server.gate(administrator);
            try (Ledger ledger = Ledger.of(state, PostgresEngine.of(gate))) {
                begin(ledger);
            }
            int cut = 0;
            boolean decided = false;
            while (!decided) {
                decided = isDecided(gate, ++cut);
                try (Ledger ledger = Ledger.of(state, PostgresEngine.of(gate))) {
                    assertThat(ledger.status().lines())
                            .as("cut before statement " + cut)
                            .isEqualTo(decided ? 4 : 1);
                }
            }
            assertThat(cut).isGreaterThan(FEWEST);
            try (Ledger ledger = Ledger.of(state, PostgresEngine.of(gate))) {
                assertThatItIsWhole(ledger, 1, "after all cuts");
            }
        }
    }

    /**
     * Whether the decision had fewer statements, so that nothing was cut, or was committed already, so that another connection
     * made sure of it.
     */
    private boolean isDecided(Database gate, int cut) {
        int[] statements = {0};
        Engine engine = new StatementWatch(PostgresEngine.of(gate), connection -> {
            if (++statements[0] == cut) {
                connection.abort(Runnable::run);
            }
        });
        try (Ledger ledger = new Ledger(engine, state)) {
            decide(ledger);
            return true;
        } catch (IOException e) {
            assertThat(e).isInstanceOf(LedgerUnavailable.class);
            assertThat(statements[0]).isGreaterThanOrEqualTo(cut);
            return false;
        }
    }
}
