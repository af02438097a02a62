package dev.refwarden.ledger;

import dev.refwarden.ledger.postgresql.Keeping;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the servers of a fleet keep of refused pushes, in their database. It follows from no line, no decision depends on
 * it, and no push waits for whoever writes or removes it.
 */
public final class SharedEvidence {
    /** The most bytes of a file that one row holds. */
    public static final int PART = 1 << 20;

    /** What may lie around the objects, of which alone the size is known. */
    private static final long AROUND = 1 << 16;

    private final Ledger ledger;
    private final Engine engine;

    SharedEvidence(Ledger ledger, Engine engine) {
        this.ledger = ledger;
        this.engine = engine;
    }

    /**
     * What is kept of one refused push; as another server wrote it.
     *
     * @param holder whose limit it counts against
     * @param size in bytes, as the limits reckon it; its objects take no more
     * @param node the server that it came to
     * @param format how its objects are named, as Git spells it
     */
    public record Kept(CaseId caseId, String holder, Instant time, long size, String node, String format) {}

    /** Takes the files of a push, each in parts, one behind the other. */
    @FunctionalInterface
    public interface Parts {
        void take(String name, long part, byte[] content) throws IOException;
    }

    /** Gives them. */
    @FunctionalInterface
    public interface Content {
        void giveTo(Parts parts) throws IOException;
    }

    /** Says what has to go before one more is kept; absent where there is no room for it at all. */
    @FunctionalInterface
    public interface Room {
        Optional<List<CaseId>> among(List<Kept> kept);
    }

    /** Everything that is kept, oldest first. */
    public List<Kept> all() throws IOException {
        return ledger.read(SharedEvidence::all);
    }

    private static List<Kept> all(Session session) throws IOException {
        return session.list(
                "SELECT case_id, holder, time, size, node, format FROM retained ORDER BY time, case_id",
                SharedEvidence::kept);
    }

    /** What is kept of a case; absent where nothing is, or not any more. */
    public Optional<Kept> find(CaseId caseId) throws IOException {
        return ledger.read(session -> session.first(
                "SELECT case_id, holder, time, size, node, format FROM retained WHERE case_id = ?",
                SharedEvidence::kept,
                caseId));
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                new CaseId(row.getString(1)),
                row.getString(2),
                Instant.ofEpochMilli(row.getLong(3)),
                row.getLong(4),
                row.getString(5),
                row.getString(6));
    }

    /** This server, as {@link Kept#node} names it. */
    public String node() throws IOException {
        return ledger.node();
    }

    /**
     * Keeps one more, all of it or nothing. Only the last step waits for other servers that do the same.
     *
     * @return whether there was room for it; where it is there already, nothing is done
     */
    public boolean add(Kept kept, Content content, Room room) throws IOException {
        if (find(kept.caseId()).isPresent()) {
            return true;
        }
        return ledger.read(session -> {
            Connection connection = session.connection();
            try {
                Keeping.begin(connection);
                content.giveTo((name, part, bytes) -> session.update(
                        "INSERT INTO retained_parts VALUES (?, ?, ?, ?)", kept.caseId(), name, part, bytes));
                Keeping.alone(connection);
                boolean fits = admit(session, kept, room);
                if (fits) {
                    engine.commit(connection);
                } else {
                    engine.rollback(connection);
                }
                return fits;
            } catch (SQLException e) {
                throw LedgerUnavailable.of(engine, e);
            }
        });
    }

    private static boolean admit(Session session, Kept kept, Room room) throws IOException {
        Optional<List<CaseId>> going = room.among(all(session));
        if (going.isEmpty()) {
            return false;
        }
        for (CaseId one : going.get()) {
            remove(session, one);
        }
        session.update(
                "INSERT INTO retained VALUES (?, ?, ?, ?, ?, ?)",
                kept.caseId(),
                kept.holder(),
                kept.time().toEpochMilli(),
                kept.size(),
                kept.node(),
                kept.format());
        return true;
    }

    /**
     * Reads the files of a push, as they were at one moment. Their names are whatever was written there.
     *
     * @throws IOException also if they hold more than they say
     */
    public void read(Kept kept, Parts parts) throws IOException {
        ledger.readAtOnce(session -> {
            long bytes = session.number(
                    "SELECT sum(octet_length(content)) FROM retained_parts WHERE case_id = ?", kept.caseId());
            if (bytes > kept.size() + AROUND) {
                throw new IOException("what is kept of " + kept.caseId() + " is larger than it says");
            }
            List<Place> places = session.list(
                    "SELECT name, part FROM retained_parts WHERE case_id = ? ORDER BY name, part",
                    row -> new Place(row.getString(1), row.getLong(2)),
                    kept.caseId());
            for (Place place : places) {
                parts.take(place.name(), place.part(), content(session, kept.caseId(), place));
            }
            return places.size();
        });
    }

    private record Place(String name, long part) {}

    /** One part at a time: a driver reads whole answers into memory. */
    private static byte[] content(Session session, CaseId caseId, Place place) throws IOException {
        return session.first(
                        "SELECT content FROM retained_parts WHERE case_id = ? AND name = ? AND part = ?",
                        row -> row.getBytes(1),
                        caseId,
                        place.name(),
                        place.part())
                .orElseThrow(() -> new IOException("a part of " + caseId + " is missing"));
    }

    /** Removes what is kept of a case, for good. */
    public void remove(CaseId caseId) throws IOException {
        ledger.read(session -> {
            remove(session, caseId);
            return caseId;
        });
    }

    private static void remove(Session session, CaseId caseId) throws IOException {
        session.update(
                "WITH gone AS (DELETE FROM retained WHERE case_id = ?) DELETE FROM retained_parts WHERE case_id = ?",
                caseId,
                caseId);
    }
}
