package dev.refwarden.ledger;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Makes a transaction durable. Where the database is gone before it has answered, what became of the transaction is
 * looked up by its last line: nothing counts as failed, or as done, unless it is known to be.
 */
record Commit(Engine engine, String repository, KnownHead.Head head, long endNanos) {
    private static final long PAUSE_MILLIS = 50;

    void of(Connection connection) throws IOException {
        try {
            engine.commit(connection);
        } catch (SQLException e) {
            if (!engine.isLost(e)) {
                Ledger.rollback(engine, connection, e);
                throw LedgerUnavailable.of(engine, e);
            }
            if (!isDone(e)) {
                throw LedgerUnavailable.because("the database was gone before the decision was durable", e);
            }
        }
    }

    private boolean isDone(SQLException lost) throws IOException {
        SQLException last = lost;
        while (System.nanoTime() < endNanos) {
            try (Connection connection = engine.connect()) {
                return isDone(connection);
            } catch (SQLException e) {
                last = e;
            }
            pause(last);
        }
        throw LedgerUnavailable.because("whether the decision is durable cannot be found out", last);
    }

    /** The lock of the repository is free when the transaction has come to its end, whichever that was. */
    private boolean isDone(Connection connection) throws IOException, SQLException {
        engine.begin(connection, repository, Ledger.left(endNanos));
        boolean done = new Chain(new Session(engine, connection))
                .hashOf(head.seq())
                .filter(head.hash()::equals)
                .isPresent();
        if (done) {
            engine.makeDurable(connection);
            engine.commit(connection);
        } else {
            engine.rollback(connection);
        }
        return done;
    }

    private static void pause(SQLException reason) throws IOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LedgerUnavailable.because(reason);
        }
    }
}
