package dev.refwarden.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Makes new ledgers: the tables and what they hold from the beginning in one transaction, so that whoever is killed in
 * between leaves no ledger that knows nothing.
 */
final class Creation {
    /** Taking over the log of years takes its time, and no one waits for it. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private Creation() {}

    /** Makes one without a line. */
    static void of(Ledger ledger, Engine engine) throws IOException {
        of(ledger, engine, transaction -> true);
    }

    /** Makes one of the lines that another one held. */
    static void of(Ledger ledger, Engine engine, InputStream lines) throws IOException {
        of(ledger, engine, transaction -> fill(transaction.session(), lines));
    }

    /** Makes one, and fills it. */
    static <T> T of(Ledger ledger, Engine engine, Ledger.Deciding<T> filling) throws IOException {
        KnownHead.Head[] head = {new KnownHead.Head(0, LineHash.NONE)};
        T filled;
        try (Connection connection = engine.create()) {
            filled = make(engine.maker(), connection, filling, head);
        } catch (SQLException e) {
            throw LedgerUnavailable.because("no ledger can be made", e);
        }
        ledger.state().adoptLedger();
        KnownHead.put(ledger.state(), head[0]);
        if (ledger.isFleet()) {
            Node.begin(ledger.state());
        }
        return filled;
    }

    private static <T> T make(Engine engine, Connection connection, Ledger.Deciding<T> filling, KnownHead.Head[] head)
            throws IOException, SQLException {
        try {
            engine.begin(connection, "", PATIENCE);
            engine.takeTime(connection);
            Schema.make(engine, connection);
            Session session = new Session(engine, connection);
            new Chain(session).begin();
            engine.guard(connection);
            T filled =
                    filling.decide(new Transaction(engine, session, List.of(), System.nanoTime() + PATIENCE.toNanos()));
            head[0] = new Chain(session).head();
            engine.commit(connection);
            return filled;
        } catch (IOException | SQLException | RuntimeException | Error e) {
            Ledger.rollback(engine, connection, e);
            remove(engine, connection, e);
            throw e;
        }
    }

    private static void remove(Engine engine, Connection connection, Throwable reason) {
        try {
            connection.close();
            engine.delete();
        } catch (IOException | SQLException e) {
            reason.addSuppressed(e);
        }
    }

    private static long fill(Session session, InputStream lines) throws IOException {
        ChainCheck check = new ChainCheck(0);
        Consequences consequences = new Consequences(session);
        Chain chain = new Chain(session);
        LineStream.each(lines, bytes -> {
            check.take(new Lines.Stored(check.seq() + 1, bytes));
            refuse(check.certain());
            chain.add(check.seq(), bytes);
            consequences.of(LoggedLine.handy(bytes).orElseThrow());
        });
        refuse(check.faults());
        return check.seq();
    }

    private static void refuse(List<LogFault> faults) throws LedgerUnavailable {
        if (!faults.isEmpty()) {
            throw new LedgerUnavailable("these are not the lines of a log: " + faults.get(0));
        }
    }
}
