package dev.refwarden.review;

import dev.refwarden.ledger.DecisionIndex;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.LoggedDecision;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * One refused push with what the log knows around it.
 *
 * @param before the same pusher's refused pushes before this one, newest first, some dozens at most
 * @param tries other decisions about the same new tips, newest first
 */
public record CaseFile(LoggedDecision refused, List<LoggedDecision> before, List<LoggedDecision> tries) {
    private static final int MOST = 50;

    public CaseFile {
        before = List.copyOf(before);
        tries = List.copyOf(tries);
    }

    /** Absent where the log holds no refused push under that id. */
    public static Optional<CaseFile> of(Ledger ledger, String caseId) throws IOException {
        DecisionIndex index = new DecisionIndex(ledger);
        Optional<LoggedDecision> refused = index.find(caseId);
        return refused.isEmpty()
                ? Optional.empty()
                : Optional.of(new CaseFile(
                        refused.get(), index.previousOf(refused.get(), MOST), index.aboutSameTips(refused.get())));
    }
}
