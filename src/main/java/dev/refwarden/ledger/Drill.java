package dev.refwarden.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.decision.Verdict;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The announcement of a push that the doctor is about to make, to see whether it is refused. It excuses a refusal of
 * exactly this, soon after, and nothing else: what is accepted is never a drill.
 *
 * @param account who runs the doctor, by the operating system's word
 */
public record Drill(RefName ref, ObjectId tip, String account) {
    /** How long after it was announced a drill may come. */
    private static final Duration SOON = Duration.ofMinutes(10);

    /** Announces it for good. */
    public void announceIn(Ledger ledger, Instant now) throws IOException {
        ledger.append(now, "", this::writeTo);
    }

    private void writeTo(JsonGenerator json, CaseId ignored) throws IOException {
        json.writeStringField("event", "drill");
        json.writeStringField("ref", ref.value());
        json.writeStringField("new", tip.hex());
        json.writeStringField("account", account);
    }

    /** The number of the commit that a line announces, if it does. */
    static Set<Long> announced(LoggedLine line) {
        boolean announces = line.text("event").equals("drill") && ObjectId.isHex(line.text("new"));
        return announces ? Set.of(DecisionRows.objectNumber(line.text("new"))) : Set.of();
    }

    /** Whether a decision refuses what a drill has just announced. */
    static boolean isAnnounced(Session session, Decided decided, Instant now) throws IOException {
        List<RefUpdate> updates = decided.push().updates();
        if (!(decided.verdict() instanceof Verdict.Refused)
                || updates.size() != 1
                || !updates.get(0).ref().value().startsWith("refs/replace/")) {
            return false;
        }
        RefUpdate update = updates.get(0);
        List<Long> seqs = session.list(
                "SELECT seq FROM decision_objects WHERE object = ? ORDER BY seq DESC LIMIT 10",
                row -> row.getLong(1),
                DecisionRows.objectNumber(update.after().hex()));
        for (long seq : seqs) {
            boolean announced = new Chain(session)
                    .line(seq)
                    .flatMap(LoggedLine::withoutCommits)
                    .filter(line -> line.text("event").equals("drill")
                            && line.text("ref").equals(update.ref().value())
                            && line.text("new").equals(update.after().hex())
                            && Duration.between(line.time(), now).abs().compareTo(SOON) < 0)
                    .isPresent();
            if (announced) {
                return true;
            }
        }
        return false;
    }
}
