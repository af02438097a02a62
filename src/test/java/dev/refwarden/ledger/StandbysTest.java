package dev.refwarden.ledger;

import static dev.refwarden.ledger.LedgerContract.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.ledger.postgresql.Database;
import dev.refwarden.ledger.postgresql.PostgresEngine;
import dev.refwarden.ledger.postgresql.Standbys;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the gates' role sees of databases that follow the ledger's. */
class StandbysTest {
    @TempDir
    private Path folder;

    private Optional<PostgresServer> running = Optional.empty();
    private Optional<Ledger> made = Optional.empty();

    @BeforeEach
    void start() throws IOException, SQLException {
        PostgresServer server = PostgresServer.start();
        running = Optional.of(server);
        StateFolder state = new StateFolder(folder);
        Database administrator = server.database();
        Ledger.create(state, PostgresEngine.of(administrator)).close();
        made = Optional.of(Ledger.of(state, PostgresEngine.of(server.gate(administrator))));
    }

    @AfterEach
    void stop() throws IOException {
        made.ifPresent(Ledger::close);
        if (running.isPresent()) {
            running.get().close();
        }
    }

    private Standbys seen() throws IOException {
        return made.orElseThrow().fleet().standbys();
    }

    /** A setting that was reloaded, or a standby that connects, shows after a moment. */
    private void await(Standbys expected) throws IOException, InterruptedException {
        for (int i = 0; i < 200 && !seen().equals(expected); i++) {
            Thread.sleep(50);
        }
        assertThat(seen()).isEqualTo(expected);
    }

    private static Standbys of(String demanded, Standbys.Standby... connected) {
        return new Standbys(demanded, "on", java.util.List.of(connected));
    }

    @SuppressWarnings("try")
    @Test
    void eachIsSeenAsItIs() throws IOException, SQLException, InterruptedException {
        PostgresServer server = running.orElseThrow();
        assertThat(seen()).isEqualTo(of(""));
        try (PostgresServer one = server.standby("one");
                PostgresServer two = server.standby("two")) {
            await(of("", new Standbys.Standby("one", "async"), new Standbys.Standby("two", "async")));
            server.set("synchronous_standby_names", "FIRST 1 (one, two)");
            await(of(
                    "FIRST 1 (one, two)",
                    new Standbys.Standby("one", "sync"),
                    new Standbys.Standby("two", "potential")));
            server.set("synchronous_standby_names", "ANY 1 (one, two)");
            await(of("ANY 1 (one, two)", new Standbys.Standby("one", "quorum"), new Standbys.Standby("two", "quorum")));
            assertThat(made.orElseThrow()
                            .append(NOON, "r", WrittenLines.answering("r", "x"))
                            .seq())
                    .isEqualTo(1);
        }
        await(of("ANY 1 (one, two)"));
        server.set("synchronous_standby_names", "");
        await(of(""));
    }
}
