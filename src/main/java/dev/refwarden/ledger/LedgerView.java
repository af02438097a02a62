package dev.refwarden.ledger;

import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import dev.refwarden.statement.StatementDigest;
import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * What earlier decisions established, as a push to one repository may ask. Inside of a decision the answers cannot
 * change until it is made, or it is made again; outside, they may between two questions.
 */
public final class LedgerView {
    private final Source source;
    private final String repository;

    /** Where the answers come from. */
    private interface Source {
        <T> T read(Ledger.Reading<T> reading) throws IOException;

        default List<PastUse> uses(StatementDigest digest, UseKind kind) throws IOException {
            return read(session -> LedgerView.uses(session, digest, kind));
        }
    }

    private LedgerView(Source source, String repository) {
        this.source = source;
        this.repository = repository;
    }

    /** The view from outside of any decision. */
    public static LedgerView of(Ledger ledger, String repository) {
        return new LedgerView(
                new Source() {
                    @Override
                    public <T> T read(Ledger.Reading<T> reading) throws IOException {
                        return ledger.read(reading);
                    }
                },
                repository);
    }

    /** The view from inside of a decision. */
    static LedgerView within(Transaction transaction, String repository) {
        return new LedgerView(
                new Source() {
                    @Override
                    public <T> T read(Ledger.Reading<T> reading) throws IOException {
                        return reading.read(transaction.session());
                    }

                    @Override
                    public List<PastUse> uses(StatementDigest digest, UseKind kind) throws IOException {
                        return transaction.uses(digest, kind);
                    }
                },
                repository);
    }

    /** Every use of a statement of one kind, oldest first. */
    public List<PastUse> uses(StatementDigest digest, UseKind kind) throws IOException {
        return source.uses(digest, kind);
    }

    static List<PastUse> uses(Session session, StatementDigest digest, UseKind kind) throws IOException {
        return session.list(
                "SELECT time, seq, note FROM consumed WHERE digest = ? AND kind = ? ORDER BY seq",
                row -> new PastUse(
                        new Use(digest, kind, row.getString(3)), Instant.ofEpochMilli(row.getLong(1)), row.getLong(2)),
                HexFormat.of().parseHex(digest.hex()),
                kind.word());
    }

    /** Whether, since {@code use}, its push was seen to have landed at {@code ref}, or another one for it was accepted. */
    public boolean isFollowed(PastUse use, RefName ref) throws IOException {
        return source.read(session -> session.isThere(
                "SELECT 1 FROM refs WHERE ref = ? AND (accepted > ? OR landed >= ?)"
                        + " AND repository = (SELECT id FROM repositories WHERE name = ?)",
                ref.value(),
                use.seq(),
                use.seq(),
                repository));
    }

    /** Whether the case is a refusal of exactly these updates, sorted by ref, for exactly these reasons. */
    public boolean isRefusal(String caseId, List<RefUpdate> updates, Set<String> codes) throws IOException {
        return source.read(session -> Refusal.of(session, caseId))
                .filter(refusal -> refusal.isOf(repository, updates, codes))
                .isPresent();
    }
}
