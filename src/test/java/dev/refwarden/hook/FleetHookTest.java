package dev.refwarden.hook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.LocalTool;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.Ledgers;
import dev.refwarden.ledger.LogExport;
import dev.refwarden.ledger.LogFault;
import dev.refwarden.ledger.PostgresServer;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.ledger.postgresql.Database;
import dev.refwarden.ledger.postgresql.PostgresEngine;
import dev.refwarden.policy.read.Configuration;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A push to a server of a fleet: what is decided goes into the shared ledger, or nothing passes. */
class FleetHookTest {
    private static final String ZERO = "0".repeat(40);

    private static Optional<PostgresServer> running = Optional.empty();

    @TempDir
    private Path folder;

    private Path config = Path.of("");
    private Path state = Path.of("");
    private String tip = "";

    /** What the hook answered and said. */
    private record Answer(int status, String said) {}

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
        config = Files.createDirectories(folder.resolve("config"));
        state = Files.createDirectories(folder.resolve("state"));
        Database database = running.orElseThrow().database();
        Ledger.create(new StateFolder(state), PostgresEngine.of(database)).close();
        Files.createDirectories(config.resolve("people"));
        Files.writeString(config.resolve("policy.yaml"), """
                version: 1
                repositories:
                  - match: ["**"]
                    unmatched: allow
                    rules: []
                """);
        write(running.orElseThrow().gate(database).url());
        String git = "git init -q --bare r.git && git -C r.git -c user.name=a -c user.email=a@example.org"
                + " commit-tree -m first $(git -C r.git hash-object -w -t tree /dev/null)";
        tip = new String(LocalTool.run(folder, Map.of(), new byte[0], List.of("sh", "-c", git)), UTF_8).strip();
    }

    private void write(String url) throws IOException {
        Files.writeString(
                config.resolve("server.yaml"),
                "version: 1\nserver: git.example.org\nroot: " + folder + "\ndeadline: 5s\nledger: {postgresql: \"" + url
                        + "\", user: gate}\n");
    }

    @Test
    void aDecisionIsInTheSharedLedger() throws IOException {
        assertThat(push("refs/heads/main")).isEqualTo(new Answer(0, ""));
        assertThat(push("refs/heads/other")).isEqualTo(new Answer(0, ""));
        assertThat(state.resolve("ledger.db")).doesNotExist();
        assertThat(lines()).hasSize(3).last().asString().contains("\"verdict\":\"accepted\"");
        try (Ledger ledger = Ledgers.configured(config, new StateFolder(state))) {
            assertThat(ledger.status().nodes())
                    .singleElement()
                    .satisfies(node -> assertThat(node.configuration())
                            .isEqualTo(Configuration.load(config).policy().digest()));
        }
    }

    @Test
    void aMalformedPushIsRecordedThere() throws IOException {
        Answer answer = run("no update\n");
        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.said()).contains("case ");
        assertThat(lines()).singleElement().asString().contains("update-malformed");
    }

    @Test
    void aBrokenPolicyIsRecordedThere() throws IOException {
        Files.writeString(config.resolve("policy.yaml"), "version: 2\n");
        Answer answer = push("refs/heads/main");
        assertThat(answer.status()).isEqualTo(2);
        assertThat(answer.said()).contains("policy-invalid").contains("case ");
        assertThat(lines()).singleElement().asString().contains("policy-invalid");
    }

    @Test
    void withABrokenServerFileNothingCanBeRecorded() throws IOException {
        Files.writeString(config.resolve("server.yaml"), "version: 2\n");
        Answer answer = push("refs/heads/main");
        assertThat(answer.status()).isEqualTo(2);
        assertThat(answer.said()).contains("policy-invalid").contains("incident ");
        assertThat(state.resolve("ledger.db")).doesNotExist();
        assertThat(state.resolve("incidents")).isNotEmptyDirectory();
    }

    @Test
    void aDatabaseThatIsNotThereRefuses() throws IOException {
        write("jdbc:postgresql://127.0.0.1:1/none");
        Answer answer = push("refs/heads/main");
        assertThat(answer.status()).isEqualTo(3);
        assertThat(answer.said()).contains("log-unavailable").contains("incident ");
    }

    @Test
    void aServerThatDidNotJoinRefuses() throws IOException {
        state = Files.createDirectories(folder.resolve("other"));
        Answer answer = push("refs/heads/main");
        assertThat(answer.status()).isEqualTo(3);
        assertThat(answer.said()).contains("log-unavailable");
        try (Ledger ledger = Ledgers.configured(config, new StateFolder(state))) {
            assertThat(ledger.fleet().join()).isZero();
        }
        assertThat(push("refs/heads/main")).isEqualTo(new Answer(0, ""));
    }

    /** Whoever takes the line out of server.yaml does not begin with an empty ledger. */
    @Test
    void aServerOfAFleetHasNoLedgerOfItsOwn() throws IOException {
        Files.writeString(config.resolve("server.yaml"), "version: 1\nserver: git.example.org\nroot: " + folder + "\n");
        assertThat(push("refs/heads/main").status()).isEqualTo(3);
        assertThat(state.resolve("ledger.db")).doesNotExist();
    }

    private Answer push(String ref) {
        return run(ZERO + " " + tip + " " + ref + "\n");
    }

    private Answer run(String updates) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Map<String, String> environment =
                Map.of("GIT_DIR", folder.resolve("r.git").toString());
        PreReceive hook = new PreReceive(environment, config, state, Instant.now(), System.nanoTime());
        int status = hook.run(new ByteArrayInputStream(updates.getBytes(UTF_8)), new PrintStream(said, true, UTF_8));
        return new Answer(status, said.toString(UTF_8));
    }

    private List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Ledger ledger = Ledgers.configured(config, new StateFolder(state))) {
            LogExport.show(ledger, Optional.empty(), 0, new LogExport.Sink() {
                @Override
                public void line(LogExport.Line line) {
                    lines.add(new String(line.bytes(), UTF_8));
                }

                @Override
                public void fault(LogFault fault) throws IOException {
                    throw new IOException(fault.toString());
                }
            });
        }
        return lines;
    }
}
