package dev.refwarden.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** Copies a ledger as it is at one moment, while pushes go on. */
record Backup(Ledger ledger, Engine engine) {
    /** @param target a file that is not there yet */
    void to(Path target) throws IOException {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(target + " is there already");
        }
        // A copy of what this server cannot use, or does not take for its ledger, would be worth nothing.
        ledger.read(session -> new Chain(session).head());
        if (!copyItself(target)) {
            ledger.readAtOnce(session -> {
                TableCopy.of(session, target);
                return target;
            });
        }
    }

    /** By a connection of its own, for SQLite copies nothing where a statement is not finished. */
    private boolean copyItself(Path target) throws IOException {
        try (Connection connection = engine.connect()) {
            return engine.copy(connection, target);
        } catch (SQLException e) {
            throw LedgerUnavailable.because("no copy can be made", e);
        }
    }
}
