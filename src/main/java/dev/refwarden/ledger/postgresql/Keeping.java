package dev.refwarden.ledger.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Transactions in which something of a refused push is kept; no push ever waits for one. */
public final class Keeping {
    /** A lock of two numbers, so that no repository has the same: "Rfwd", and the first next to the repositories' own. */
    private static final String LOCK = "1382446948, 1";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Keeping() {}

    /** Begins one; no statement of it takes longer than 30 seconds. */
    public static void begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        long millis = PATIENCE.toMillis();
        execute(connection, "SET LOCAL lock_timeout = " + millis + "; SET LOCAL statement_timeout = " + millis);
    }

    /** Until its end, no one else keeps anything more. */
    public static void alone(Connection connection) throws SQLException {
        execute(connection, "SELECT pg_advisory_xact_lock(" + LOCK + ")");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
