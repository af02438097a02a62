package dev.refwarden.ledger;

import static dev.refwarden.ledger.LedgerContract.NOON;
import static dev.refwarden.ledger.WrittenLines.commit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refwarden.ledger.postgresql.Database;
import dev.refwarden.ledger.postgresql.PostgresEngine;
import dev.refwarden.statement.StatementDigest;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gates' and the reviewers' roles cannot do, whatever they send. */
class PostgresRolesTest {
    private static final List<String> KEPT = List.of("lines", "consumed", "accepted");
    private static final StatementDigest TOKEN = StatementDigest.of("token", "alice", new byte[] {7});

    @TempDir
    private static Path folder;

    private static Optional<PostgresServer> running = Optional.empty();
    private static Database administrator = new Database("", "", Optional.empty());
    private static Database gate = administrator;
    private static StateFolder state = new StateFolder(Path.of(""));

    @BeforeAll
    static void start() throws IOException, SQLException {
        PostgresServer server = PostgresServer.start();
        running = Optional.of(server);
        state = new StateFolder(folder);
        administrator = server.database();
        Ledger.create(state, PostgresEngine.of(administrator)).close();
        gate = server.gate(administrator);
        try (Ledger ledger = Ledger.of(state, PostgresEngine.of(gate))) {
            LogLine line = WrittenLines.accepted("r", "refs/heads/main", commit(0), commit(1), List.of(commit(1)));
            ledger.append(NOON, "r", line);
            ledger.append(NOON, "r", WrittenLines.noted("r", 1, "refs/heads/main", commit(1)));
            ledger.append(NOON, "r", WrittenLines.using("r", TOKEN, true));
        }
    }

    @AfterAll
    static void stop() throws IOException {
        if (running.isPresent()) {
            running.get().close();
        }
    }

    static Stream<String> changes() {
        return KEPT.stream()
                .flatMap(table -> Stream.of(
                        "DELETE FROM refwarden." + table,
                        "UPDATE refwarden." + table + " SET " + (table.equals("lines") ? "seq = seq" : "time = 0"),
                        "TRUNCATE refwarden." + table));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aGateTakesNothingBack(String sql) {
        assertThatThrownBy(() -> as(gate, sql)).hasMessageContaining("permission denied");
    }

    @ParameterizedTest
    @MethodSource("changes")
    void norDoesTheOwnerByMistake(String sql) {
        assertThatThrownBy(() -> as(administrator, sql)).hasMessageContaining("never changed or removed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE refwarden.head SET seq = 1",
                "DELETE FROM refwarden.head",
                "INSERT INTO refwarden.head SELECT * FROM refwarden.head",
                "INSERT INTO refwarden.lines VALUES (4, 'x')",
                "UPDATE refwarden.version SET version = 0",
                "ALTER TABLE refwarden.lines DISABLE TRIGGER ALL",
                "DROP TABLE refwarden.head",
                "CREATE TABLE refwarden.other (x INT)",
                "DELETE FROM refwarden.nodes",
                "SET session_replication_role = replica"
            })
    void aGateMovesTheHeadByNothingElse(String sql) {
        assertThatThrownBy(() -> as(gate, sql)).isInstanceOf(SQLException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"seq\":4,\"prev\":\"0000000000000000000000000000000000000000000000000000000000000000\"}\n",
                "{\"seq\":5,\"prev\":\"%s\"}\n",
                "{\"seq\":4,\"prev\":\"%s\"}",
                "{\"seq\":4,\"prev\":\"%s\"}\n{}\n",
                "",
            })
    void theFunctionTakesOnlyALineThatFollows(String text) throws IOException {
        String line;
        try (Ledger ledger = Ledger.of(state, PostgresEngine.of(gate))) {
            line = text.formatted(ledger.status().last());
        }
        assertThatThrownBy(
                        () -> as(gate, "SELECT refwarden.append_line(4, convert_to('" + line + "', 'UTF8'), '\\x00')"))
                .hasMessageContaining("line 4 does not follow line 3");
    }

    @Test
    void theHeadMovesByOneOnly() {
        assertThatThrownBy(() -> as(gate, "SELECT refwarden.append_line(9, 'x', 'x')"))
                .hasMessageContaining("line 9 does not follow line 3");
        assertThatThrownBy(() -> as(gate, "SELECT refwarden.append_line(NULL, 'x', 'x')"))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void reviewersReadAndDoNothingElse() throws IOException {
        Database reviewer = administrator.as("reviewer", Optional.empty());
        try (Ledger ledger = Ledger.of(state, PostgresEngine.of(reviewer))) {
            assertThat(ledger.status().lines()).isEqualTo(3);
            assertThat(LogCheck.walk(ledger, LogCheck.Known.NOTHING, lines -> {})
                            .breaks())
                    .isEmpty();
            assertThatThrownBy(() -> ledger.append(NOON, "r", WrittenLines.answering("r", "x")))
                    .isInstanceOf(LedgerUnavailable.class)
                    .hasMessageContaining("permission denied");
        }
        for (Schema.Derived table : Schema.DERIVED) {
            assertThatThrownBy(() -> as(reviewer, "DELETE FROM refwarden." + table.name()))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void strangersSeeNothing() throws SQLException {
        running.orElseThrow().execute(administrator, "CREATE ROLE stranger LOGIN");
        Database stranger = administrator.as("stranger", Optional.empty());
        assertThatThrownBy(() -> as(stranger, "SELECT * FROM refwarden.lines"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> as(stranger, "SELECT refwarden.lock_head()"))
                .hasMessageContaining("permission denied");
    }

    /** Tables that derive from the lines are the gates' to write, or a later step of the schema was forgotten there. */
    @Test
    void everyOtherTableIsWrittenByGates() {
        for (Schema.Derived table : Schema.DERIVED) {
            if (!KEPT.contains(table.name()) && !table.name().equals("head")) {
                assertThatCode(() -> as(gate, "DELETE FROM refwarden." + table.name() + " WHERE false"))
                        .as(table.name())
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void theSqlMayBeRunAgain() throws IOException, SQLException {
        running.orElseThrow().gate(administrator);
        running.orElseThrow().execute(administrator, PostgresEngine.resource(PostgresEngine.GUARDS));
        try (Ledger ledger = Ledger.of(state, PostgresEngine.of(gate))) {
            assertThat(ledger.status().lines()).isEqualTo(3);
        }
    }

    @Test
    void whatIsThereIsNotMadeAgain() {
        assertThatThrownBy(() -> Ledger.create(state, PostgresEngine.of(administrator)))
                .isInstanceOf(LedgerUnavailable.class)
                .hasMessageContaining("holds a ledger already");
    }

    @Test
    void aServerJoinsAndIsSeen(@TempDir Path other) throws IOException {
        StateFolder second = new StateFolder(other);
        try (Ledger ledger = Ledger.of(second, PostgresEngine.of(gate))) {
            assertThatThrownBy(() -> ledger.append(NOON, "r", WrittenLines.answering("r", "x")))
                    .isInstanceOf(LedgerUnavailable.class);
            assertThat(ledger.fleet().join()).isEqualTo(3);
            String id = ledger.node();
            assertThat(ledger.fleet().join()).isEqualTo(3);
            assertThat(ledger.node()).isEqualTo(id);
            Instant now = Instant.parse("2026-11-29T12:00:00Z");
            ledger.tellSight("1.0", "sha256:one", now);
            ledger.tellSight("1.0", "sha256:two", now.plusSeconds(30));
            assertThat(ledger.status().nodes()).singleElement().satisfies(node -> {
                assertThat(node.id()).isEqualTo(id);
                assertThat(node.configuration()).isEqualTo("sha256:one");
                assertThat(node.seen()).isEqualTo(now);
            });
            ledger.tellSight("1.1", "sha256:two", now.plusSeconds(61));
            assertThat(ledger.status().nodes())
                    .extracting(Node::release, Node::configuration)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("1.1", "sha256:two"));
        }
    }

    private static void as(Database who, String sql) throws SQLException {
        running.orElseThrow().execute(who, sql);
    }
}
