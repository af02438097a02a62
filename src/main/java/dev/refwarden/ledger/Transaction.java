package dev.refwarden.ledger;

import dev.refwarden.statement.StatementDigest;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one decision reads and writes; all of it becomes durable at once, or nothing. */
final class Transaction {
    private final Engine engine;
    private final Session session;
    private final List<String> receivers;
    private final Chain chain;
    private final Consequences consequences;
    private final long endNanos;
    private final Map<Statement, List<PastUse>> relied = new LinkedHashMap<>();
    private boolean appending;

    /**
     * Begins.
     *
     * @param receivers who is to be notified of what is refused
     * @param endNanos until when others may be waited for, by {@link System#nanoTime}
     */
    Transaction(Engine engine, Session session, List<String> receivers, long endNanos) {
        this.engine = engine;
        this.session = session;
        this.receivers = receivers;
        this.endNanos = endNanos;
        this.chain = new Chain(session);
        this.consequences = new Consequences(session);
    }

    /** A statement that can be used only so often, by whichever repository's push. */
    private record Statement(StatementDigest digest, UseKind kind) {}

    Session session() {
        return session;
    }

    /** Decides; where another repository's push used up meanwhile what was unused, decides again, alone. */
    <T> T decide(Ledger.Deciding<T> deciding) throws IOException {
        try {
            return deciding.decide(this);
        } catch (Overtaken e) {
            // Nothing was appended yet, and from now on no one else appends.
            return deciding.decide(this);
        }
    }

    /** The uses of a statement, on which the decision then depends. */
    List<PastUse> uses(StatementDigest digest, UseKind kind) throws IOException {
        List<PastUse> uses = LedgerView.uses(session, digest, kind);
        if (!appending) {
            relied.put(new Statement(digest, kind), uses);
        }
        return uses;
    }

    /** Appends a line, and writes what follows from it. */
    Appended append(Instant time, LogLine line) throws IOException {
        if (!appending) {
            if (line instanceof Noted noted) {
                consequences.prepare(noted);
            }
            beginAppending();
        }
        Chain.Written written = chain.append(time, line);
        LoggedLine logged = LoggedLine.handy(written.bytes())
                .orElseThrow(() -> new LedgerUnavailable("a line was made that cannot be read"));
        consequences.of(logged);
        Outbox.add(session, receivers, logged);
        return written.appended();
    }

    private void beginAppending() throws IOException {
        try {
            engine.beginAppending(session.connection(), Ledger.left(endNanos));
        } catch (SQLException e) {
            throw LedgerUnavailable.of(engine, e);
        }
        appending = true;
        for (Map.Entry<Statement, List<PastUse>> known : relied.entrySet()) {
            Statement statement = known.getKey();
            if (!LedgerView.uses(session, statement.digest(), statement.kind()).equals(known.getValue())) {
                throw new Overtaken();
            }
        }
    }

    KnownHead.Head head() throws IOException {
        return chain.head();
    }

    /** What the decision rests on is no longer so. */
    private static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Overtaken() {
            super("a statement was used up meanwhile", null, false, false);
        }
    }
}
