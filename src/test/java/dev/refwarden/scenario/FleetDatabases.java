package dev.refwarden.scenario;

import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.PostgresServer;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.ledger.postgresql.Database;
import dev.refwarden.ledger.postgresql.PostgresEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code REFWARDEN_LEDGER=postgresql} has scenarios played with a ledger in PostgreSQL, a database each on one server;
 * what comes out must be the same.
 */
final class FleetDatabases {
    private static final boolean WANTED =
            System.getenv().getOrDefault("REFWARDEN_LEDGER", "").equals("postgresql");

    /** Scenarios about the file itself, or that set up servers of their own. */
    private static final Pattern OWN = Pattern.compile(
            "ledger\\.db|\\bsql |\\binstall |i/state|[^>]>\\s*\"?\\$ROOT/config/server\\.yaml|sed -i [^\\n]*server\\.yaml");

    private static Optional<PostgresServer> running = Optional.empty();

    private FleetDatabases() {}

    /** Whether this run is for PostgreSQL, and not about that scenario. */
    static boolean leaveOut(Path scenario) throws IOException {
        return WANTED
                && OWN.matcher(Files.readString(scenario.resolve("scenario.sh")))
                        .find();
    }

    /** Makes the ledger of a scenario, and has {@code server.yaml} name it where it is not in STATE. */
    static void make(Path config, Path state) throws IOException {
        if (!WANTED) {
            Ledger.create(new StateFolder(state)).close();
            return;
        }
        Database gate;
        try {
            PostgresServer server = server();
            Database administrator = database(server);
            Ledger.create(new StateFolder(state), PostgresEngine.of(administrator))
                    .close();
            gate = gate(server, administrator);
        } catch (SQLException e) {
            throw new IOException(e);
        }
        Files.writeString(
                config.resolve("server.yaml"),
                "ledger: {postgresql: \"" + gate.url() + "\", user: " + gate.user() + "}\n",
                StandardOpenOption.APPEND);
    }

    private static synchronized PostgresServer server() throws IOException {
        if (running.isEmpty()) {
            running = Optional.of(PostgresServer.start());
        }
        return running.get();
    }

    /** Roles belong to all databases of a server, so one scenario after the other. */
    private static synchronized Database gate(PostgresServer server, Database administrator) throws SQLException {
        return server.gate(administrator);
    }

    private static synchronized Database database(PostgresServer server) throws SQLException {
        return server.database();
    }

    /** Ends the server, if there is one. */
    static synchronized void close() throws IOException {
        if (running.isPresent()) {
            running.get().close();
            running = Optional.empty();
        }
    }
}
