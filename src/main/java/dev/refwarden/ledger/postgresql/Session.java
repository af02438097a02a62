package dev.refwarden.ledger.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What holds for a connection as long as it is open, and what a database must be for that to be enough. */
final class Session {
    private static final int OLDEST = 130_000;
    /** Whoever stops in the middle of a transaction loses it, and its locks, after 2 seconds. */
    private static final String SETTINGS = "SET synchronous_commit = on;"
            + " SET idle_in_transaction_session_timeout = 2000;"
            + " SET default_transaction_isolation = 'read committed';"
            + " SET default_transaction_read_only = off;"
            + " SET statement_timeout = 60000;"
            + " SET search_path = " + PostgresEngine.SCHEMA;

    private Session() {}

    /** Nothing of how the database or the role is set up may make decisions less durable. */
    static void begin(Connection connection, String place) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(SETTINGS);
        }
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT current_setting('server_version_num')::int,"
                        + " pg_is_in_recovery(), current_setting('fsync') = 'on',"
                        + " current_setting('full_page_writes') = 'on'")) {
            found.next();
            if (found.getInt(1) < OLDEST) {
                throw new SQLException(place + " is older than PostgreSQL 13");
            }
            if (found.getBoolean(2)) {
                throw new SQLException(place + " is a standby, which cannot be written");
            }
            if (!found.getBoolean(3) || !found.getBoolean(4)) {
                throw new SQLException(
                        place + " runs with fsync or full_page_writes off: what was decided could be lost");
            }
        }
    }
}
