package dev.refwarden.ledger.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The databases that follow the ledger's, and may take over.
 *
 * @param demanded what the database is set up to wait for, as {@code synchronous_standby_names}; empty: for none
 * @param commit as {@code synchronous_commit} is for us
 * @param connected those that follow it now
 */
public record Standbys(String demanded, String commit, List<Standby> connected) {
    private static final Set<String> WAITING = Set.of("on", "remote_apply");

    public Standbys {
        connected = List.copyOf(connected);
    }

    /**
     * One of them.
     *
     * @param name as it calls itself
     * @param sync as PostgreSQL writes it, such as {@code quorum}; empty where that is hidden from the
     *     ledger's owner
     */
    public record Standby(String name, String sync) {}

    /** Whether a commit waits until a standby has it, where one is demanded. */
    public boolean waits() {
        return WAITING.contains(commit);
    }

    static Standbys of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String demanded;
            String commit;
            try (ResultSet found = statement.executeQuery("SELECT current_setting('synchronous_standby_names'),"
                    + " current_setting('synchronous_commit')")) {
                found.next();
                demanded = found.getString(1).strip();
                commit = found.getString(2);
            }
            List<Standby> connected = new ArrayList<>();
            try (ResultSet found = statement.executeQuery("SELECT name, sync FROM standbys() ORDER BY name")) {
                while (found.next()) {
                    connected.add(new Standby(found.getString(1), found.getString(2)));
                }
            }
            return new Standbys(demanded, commit, connected);
        }
    }
}
