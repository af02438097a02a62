package dev.refwarden.ledger;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Which tips the log knows a ref to have had: those accepted for it, those that an accepted push replaced, and declared ones. */
final class TipsHeld {
    /** So many lines that name both are looked at; those of one object and one ref are few. */
    private static final int MOST_LINES = 64;

    private final Ledger ledger;
    private final String repository;

    TipsHeld(Ledger ledger, String repository) {
        this.ledger = ledger;
        this.repository = repository;
    }

    boolean had(RefName ref, ObjectId tip) throws IOException {
        return ledger.read(session -> {
            Chain chain = new Chain(session);
            for (long seq : seqs(session, ref, tip)) {
                LoggedLine line =
                        chain.line(seq).flatMap(LoggedLine::withoutCommits).orElseThrow();
                if (names(line, ref.value(), tip.hex())) {
                    return true;
                }
            }
            return false;
        });
    }

    /** Lines about the ref that name the object, and the newest that was accepted for the ref. */
    private List<Long> seqs(Session session, RefName ref, ObjectId tip) throws IOException {
        String repositoryId = "(SELECT id FROM repositories WHERE name = ?)";
        return session.list(
                "SELECT seq FROM (SELECT r.seq FROM decision_refs r JOIN decision_objects o ON o.seq = r.seq"
                        + " WHERE o.object = ? AND r.repository = " + repositoryId
                        + " AND r.ref = (SELECT id FROM names WHERE name = ?) ORDER BY r.seq DESC LIMIT " + MOST_LINES
                        + ") AS about UNION SELECT accepted FROM refs WHERE repository = " + repositoryId
                        + " AND ref = ?"
                        + " UNION SELECT seq FROM (SELECT r.seq FROM decision_refs r JOIN decisions d ON d.seq = r.seq"
                        + " WHERE d.kind = ? AND r.repository = " + repositoryId
                        + " AND r.ref = (SELECT id FROM names WHERE name = ?) ORDER BY r.seq DESC LIMIT " + MOST_LINES
                        + ") AS declared",
                row -> row.getLong(1),
                DecisionRows.objectNumber(tip.hex()),
                repository,
                ref.value(),
                repository,
                ref.value(),
                DecisionKind.BASELINE.number(),
                repository,
                ref.value());
    }

    private static boolean names(LoggedLine line, String ref, String tip) {
        for (Map<String, Object> update : line.objects("updates")) {
            if (LoggedLine.text(update, "ref").equals(ref)
                    && LoggedDecision.of(line).isAccepted()
                    && (LoggedLine.text(update, "new").equals(tip)
                            || LoggedLine.text(update, "old").equals(tip))) {
                return true;
            }
        }
        return line.objects("refs").stream()
                .anyMatch(declared -> LoggedLine.text(declared, "ref").equals(ref)
                        && declared.values().contains(tip));
    }
}
