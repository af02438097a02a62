package dev.refwarden.ledger;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The connections to one ledger; those that no one uses are kept for the next who asks. */
final class Sessions implements AutoCloseable {
    private final Engine engine;
    private final StateFolder state;
    private final Deque<Session> idle = new ArrayDeque<>();
    private boolean closed;

    Sessions(Engine engine, StateFolder state) {
        this.engine = engine;
        this.state = state;
    }

    /** @throws LedgerUnavailable if there is no ledger, or not the one that this server has seen */
    Session take() throws IOException {
        Optional<Session> known = idle();
        while (known.isPresent()) {
            if (known.get().isUsable()) {
                return known.get();
            }
            known.get().close();
            known = idle();
        }
        try {
            return connect(engine.connect());
        } catch (SQLException e) {
            throw LedgerUnavailable.because(e);
        }
    }

    private Session connect(Connection connection) throws IOException, SQLException {
        try {
            Schema.require(engine, connection);
            Session session = new Session(engine, connection);
            KnownHead.compare(state, new Chain(session));
            return session;
        } catch (SQLException | IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private Optional<Session> idle() throws IOException {
        synchronized (idle) {
            if (closed) {
                throw new LedgerUnavailable("the ledger is closed");
            }
            if (!idle.isEmpty() && engine.isExchanged()) {
                idle.forEach(Session::close);
                idle.clear();
            }
            return Optional.ofNullable(idle.poll());
        }
    }

    /** Gives one back after its work; one that failed is closed instead. */
    void keep(Session session) {
        synchronized (idle) {
            if (!closed && !engine.isPool()) {
                idle.push(session.rested());
                return;
            }
        }
        session.close();
    }

    @Override
    public void close() {
        synchronized (idle) {
            closed = true;
            idle.forEach(Session::close);
            idle.clear();
        }
        engine.close();
    }
}
