package dev.refwarden.ledger.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A wait for the disk that everybody who commits at the same time shares. */
final class SharedSync {
    private SharedSync() {}

    /**
     * Writes a record of its own behind everything in the database's journal, and waits for it to be on disk and where
     * standbys are waited for: whoever does so at the same time shares one sync.
     */
    static @Nullable SQLWarning await(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_logical_emit_message(true, 'refwarden', '')");
            SQLWarning warning = statement.getWarnings();
            return warning == null ? connection.getWarnings() : warning;
        }
    }

    /** Who waits for a standby and is cut off has committed here alone; a warning is all that is said of it. */
    static void check(@Nullable SQLWarning warning) throws SQLException {
        if (warning != null) {
            throw new SQLException("the commit is not known to be durable: " + warning.getMessage());
        }
    }
}
