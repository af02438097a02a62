package dev.refwarden.ledger;

import dev.refwarden.ledger.postgresql.Database;
import dev.refwarden.ledger.postgresql.PostgresEngine;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** As a gate of the fleet sees it, by the gates' role. */
class PostgresLedgerTest extends LedgerContract {
    private static Optional<PostgresServer> server = Optional.empty();

    private final Map<StateFolder, Database> databases = new HashMap<>();

    @BeforeAll
    static void start() throws IOException {
        server = Optional.of(PostgresServer.start());
    }

    @AfterAll
    static void stop() throws IOException {
        if (server.isPresent()) {
            server.get().close();
        }
    }

    @Override
    Ledger make(StateFolder of) throws IOException {
        try {
            Database database = server.orElseThrow().database();
            Ledger.create(of, PostgresEngine.of(database)).close();
            databases.put(of, server.orElseThrow().gate(database));
            return open(of);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    @Override
    Ledger open(StateFolder of) {
        return Ledger.of(of, engine(Objects.requireNonNull(databases.get(of))));
    }

    PostgresEngine engine(Database database) {
        return PostgresEngine.of(database);
    }

    @Override
    Ledger rebuild(StateFolder of, byte[] lines) throws IOException {
        try {
            return Ledger.rebuild(of, PostgresEngine.of(server.orElseThrow().database()), in(lines));
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
