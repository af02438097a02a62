package dev.refwarden.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.LocalTool;
import dev.refwarden.hook.Outcome;
import dev.refwarden.hook.PushHandlers;
import dev.refwarden.hook.Received;
import dev.refwarden.ledger.postgresql.Database;
import dev.refwarden.ledger.postgresql.PostgresEngine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pushes to a server whose database cannot take a decision: read-only, full, slow, failed over. Each is refused within
 * its deadline, counts for nothing, and the next one goes through once the database is well, without anybody's help.
 */
class PostgresRefusalTest {
    private static final Duration DEADLINE = Duration.ofSeconds(3);
    /** A refusal for the deadline is told within a second of it; a busy machine may need another one. */
    private static final Duration MOST = DEADLINE.plusSeconds(2);

    private static Optional<PostgresServer> running = Optional.empty();

    @TempDir
    private Path folder;

    private Database administrator = new Database("", "", Optional.empty());
    private Database gate = administrator;
    private StateFolder state = new StateFolder(Path.of(""));
    private String tip = "";
    private int pushes;

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
        Files.createDirectories(folder.resolve("config/people"));
        state = new StateFolder(Files.createDirectories(folder.resolve("state")));
        Files.writeString(
                folder.resolve("config/policy.yaml"),
                "version: 1\nrepositories: [{match: [\"**\"], unmatched: allow, rules: []}]\n");
        String git = "git init -q --bare r.git && git -C r.git -c user.name=a -c user.email=a@example.org"
                + " commit-tree -m first $(git -C r.git hash-object -w -t tree /dev/null)";
        tip = new String(LocalTool.run(folder, Map.of(), new byte[0], List.of("sh", "-c", git)), UTF_8).strip();
        on(server());
    }

    private void on(PostgresServer server) throws IOException, SQLException {
        administrator = server.database();
        Ledger.create(state, PostgresEngine.of(administrator)).close();
        gate = server.gate(administrator);
    }

    /** Pushes of this server from now on, judged by one process that stays. */
    private PushHandlers by(String url) throws IOException {
        Files.writeString(
                folder.resolve("config/server.yaml"),
                "version: 1\nserver: git.example.org\nroot: " + folder + "\ndeadline: " + DEADLINE.toSeconds()
                        + "s\nledger: {postgresql: \"" + url + "\", user: gate}\n");
        return new PushHandlers(folder.resolve("config"), state.path());
    }

    /** What the developer reads; empty where the push passed. */
    private String push(PushHandlers handlers) {
        String line = "0".repeat(40) + " " + tip + " refs/heads/b" + pushes++ + "\n";
        Map<String, String> environment =
                Map.of("GIT_DIR", folder.resolve("r.git").toString());
        List<String> said = new CopyOnWriteArrayList<>();
        long from = System.nanoTime();
        Outcome outcome = handlers.prepare(Instant.now(), from)
                .handle(
                        Received.fromGit(environment, new ByteArrayInputStream(line.getBytes(UTF_8)), Optional.empty()),
                        said::add);
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(MOST);
        assertThat(outcome.exitStatus() == 0).isEqualTo(said.isEmpty());
        return String.join("", said);
    }

    private long accepted(Database database) throws IOException {
        try (Ledger ledger = Ledger.of(state, PostgresEngine.of(database))) {
            LogCheck.Result result = LogCheck.walk(ledger, LogCheck.Known.NOTHING, some -> {});
            assertThat(result.breaks()).isEmpty();
            return ledger.read(
                    session -> session.number(
                            "SELECT count(*) FROM lines WHERE position('\"verdict\":\"accepted\"' IN convert_from(line, 'UTF8')) > 0"));
        }
    }

    /** Refused at first, and by itself taken again, without another process. */
    private void assertThatItGoesOn(PushHandlers handlers, long before) throws IOException {
        assertThat(push(handlers)).isEmpty();
        assertThat(accepted(gate)).isEqualTo(before + 1);
    }

    @Test
    void aDatabaseThatIsSetToReadOnlyIsWrittenAllTheSame() throws Exception {
        server().execute(
                        administrator,
                        "DO $$ BEGIN EXECUTE 'ALTER DATABASE ' || current_database()"
                                + " || ' SET default_transaction_read_only = on'; END $$");
        assertThatItGoesOn(by(gate.url()), 0);
    }

    /** As a database does that may be read only: after a takeover, or when its provider has put it aside. */
    @Test
    void whereADecisionMayOnlyBeReadThePushIsRefused() throws Exception {
        assertThatWhatCannotBeWrittenIsRefused("lines", "25006", "cannot execute INSERT in a read-only transaction");
    }

    @Test
    void aFullDiskRefusesWhicheverTableItMeets() throws Exception {
        for (String table : List.of("lines", "decisions", "decision_refs")) {
            assertThatWhatCannotBeWrittenIsRefused(table, "53100", "could not extend file: No space left on device");
        }
    }

    private void assertThatWhatCannotBeWrittenIsRefused(String table, String state, String message) throws Exception {
        PushHandlers handlers = by(gate.url());
        long before = accepted(gate);
        assertThatItGoesOn(handlers, before);
        server().execute(
                        administrator,
                        "CREATE FUNCTION refwarden.fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION"
                                + " USING ERRCODE = '" + state + "', MESSAGE = '" + message + "'; END $$;"
                                + " CREATE TRIGGER fail BEFORE INSERT ON refwarden." + table
                                + " FOR EACH STATEMENT EXECUTE FUNCTION refwarden.fail()");
        for (int i = 0; i < 3; i++) {
            assertThat(push(handlers)).as(table).contains("[log-unavailable]").contains("incident ");
        }
        server().execute(administrator, "DROP FUNCTION refwarden.fail() CASCADE");
        assertThatItGoesOn(handlers, before + 1);
    }

    /** Someone else holds the end of the log, and does not let go. */
    @Test
    void aDatabaseThatIsTooSlowRefusesWithinTheDeadline() throws Exception {
        PushHandlers handlers = by(gate.url());
        assertThatItGoesOn(handlers, 0);
        try (Connection holder = server().connect(administrator);
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("SELECT 1 FROM refwarden.head FOR UPDATE");
            assertThat(push(handlers)).containsAnyOf("[log-unavailable]", "[deadline-exceeded]");
            holder.rollback();
        }
        assertThatItGoesOn(handlers, 1);
    }

    /** Nothing that is sent arrives, but no connection breaks either. */
    @Test
    void aNetworkThatSwallowsEverythingRefusesWithinTheDeadline() throws Exception {
        try (CuttingProxy proxy = CuttingProxy.before(server().port())) {
            PushHandlers handlers = by(server().through(proxy.port(), gate).url());
            assertThatItGoesOn(handlers, 0);
            proxy.freeze(true);
            for (int i = 0; i < 2; i++) {
                assertThat(push(handlers)).containsAnyOf("[log-unavailable]", "[deadline-exceeded]");
            }
            proxy.freeze(false);
            TimeUnit.SECONDS.sleep(1);
            assertThat(accepted(gate)).isEqualTo(1);
            assertThatItGoesOn(handlers, 1);
        }
    }

    /** The database is lost; whoever follows it is refused while it is a standby, and used once it has taken over. */
    @Test
    void afterATakeoverPushesGoOnWithNothingLost() throws Exception {
        try (PostgresServer primary = PostgresServer.start();
                PostgresServer standby = primary.standby("second")) {
            primary.set("synchronous_standby_names", "second");
            on(primary);
            String both =
                    gate.url().replace(":" + primary.port(), ":" + primary.port() + ",127.0.0.1:" + standby.port());
            PushHandlers handlers = by(both);
            assertThatItGoesOn(handlers, 0);
            primary.crash();
            for (int i = 0; i < 2; i++) {
                assertThat(push(handlers)).contains("[log-unavailable]");
            }
            standby.promote();
            gate = new Database(
                    gate.url().replace(":" + primary.port(), ":" + standby.port()), gate.user(), gate.password());
            assertThat(accepted(gate)).isEqualTo(1);
            assertThatItGoesOn(handlers, 1);
            primary.up();
        }
    }
}
