package dev.refwarden.ledger;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What the log said of the refs of one repository. */
public final class RefWords {
    private final Ledger ledger;
    private final String repository;

    /** @param repository its name */
    public RefWords(Ledger ledger, String repository) {
        this.ledger = ledger;
        this.repository = repository;
    }

    /**
     * An acceptance that moves a ref, or a declaration that names it.
     *
     * @param ref as the log names it
     */
    public record Word(String ref, long seq, Instant time, boolean declared) {}

    /** Takes one after the other. */
    @FunctionalInterface
    public interface Taking {
        void take(Word word) throws IOException;
    }

    /** Shows every word of one line or later, ref by ref, of each the newest first. */
    public void since(long seq, Taking taking) throws IOException {
        ledger.read(session -> {
            Optional<Long> id = Repositories.idOf(session, repository);
            if (id.isPresent()) {
                session.each(
                        "SELECT (SELECT name FROM names WHERE id = r.ref), d.seq, d.time, d.kind FROM decision_refs r"
                                + " JOIN decisions d ON d.seq = r.seq"
                                + " WHERE r.repository = ? AND r.seq >= ? AND d.kind <> "
                                + DecisionKind.REFUSED.number() + " AND d.kind <> " + DecisionKind.DRILL.number()
                                + " ORDER BY r.ref DESC, r.seq DESC",
                        row -> taking.take(new Word(
                                row.getString(1),
                                row.getLong(2),
                                Instant.ofEpochMilli(row.getLong(3)),
                                DecisionKind.numbered(row.getInt(4)) == DecisionKind.BASELINE)),
                        id.get(),
                        seq);
            }
            return id;
        });
    }

    /** Whether a later hook saw where decision {@code seq} let one of these refs go, or what was let later. */
    public boolean isSeenLanded(Set<String> refs, long seq) throws IOException {
        return ledger.read(session -> {
            for (String ref : refs) {
                if (session.isThere(
                        "SELECT 1 FROM refs WHERE ref = ? AND landed >= ?"
                                + " AND repository = (SELECT id FROM repositories WHERE name = ?)",
                        ref,
                        seq,
                        repository)) {
                    return true;
                }
            }
            return false;
        });
    }

    /** When the last push behind line {@code seq} came, whatever became of it; absent where none did. */
    public Optional<Instant> lastPushAfter(long seq) throws IOException {
        return ledger.read(session -> session.first(
                        "SELECT max(time) FROM decisions WHERE seq > ? AND kind <> " + DecisionKind.BASELINE.number()
                                + " AND repository = (SELECT id FROM repositories WHERE name = ?)",
                        row -> row.getLong(1),
                        seq,
                        repository))
                .filter(time -> time > 0)
                .map(Instant::ofEpochMilli);
    }
}
