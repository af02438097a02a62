package dev.refwarden.ledger;

import dev.refwarden.ledger.postgresql.PostgresEngine;
import dev.refwarden.ledger.postgresql.Standbys;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The servers that share one ledger, and the databases that may take the place of its own. */
public final class Fleet {
    private final Ledger ledger;
    private final Engine engine;

    Fleet(Ledger ledger, Engine engine) {
        this.ledger = ledger;
        this.engine = engine;
    }

    /**
     * Makes this server one of the fleet, whose ledger it takes as it is. One that is in it stays what it is.
     *
     * @return how many lines the log has
     */
    public long join() throws IOException {
        boolean fresh = !Node.isOne(ledger.state());
        if (fresh) {
            KnownHead.begin(ledger.state());
        }
        long lines = ledger.read(session -> new Chain(session).head().seq());
        Node.begin(ledger.state());
        return lines;
    }

    /** The servers of the fleet. */
    public List<Node> nodes() throws IOException {
        return ledger.isFleet() ? ledger.read(Node::all) : List.of();
    }

    /** What they keep of refused pushes; absent where this server's ledger is its own, and STATE holds that. */
    public Optional<SharedEvidence> evidence() {
        return ledger.isFleet() ? Optional.of(new SharedEvidence(ledger, engine)) : Optional.empty();
    }

    /** What follows the database of a fleet, and may take its place. */
    public Standbys standbys() throws IOException {
        if (!(engine instanceof PostgresEngine postgres)) {
            throw new IllegalStateException("a server's own ledger has no standby");
        }
        return ledger.read(session -> {
            try {
                return postgres.standbys(session.connection());
            } catch (SQLException e) {
                throw LedgerUnavailable.because(e);
            }
        });
    }

    /** Says, at most once a minute, that this server is there and judges by this configuration. */
    void tellSight(String release, String configuration, Instant now) throws IOException {
        if (ledger.isFleet() && Node.isDue(ledger.state(), now)) {
            Node node = new Node(Node.idOf(ledger.state()), Node.hostName(), release, configuration, now);
            ledger.read(session -> {
                Node.see(session, node);
                return node;
            });
        }
    }
}
