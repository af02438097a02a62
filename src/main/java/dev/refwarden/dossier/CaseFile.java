package dev.refwarden.dossier;

import dev.refwarden.cases.CaseEntry;
import dev.refwarden.cases.CaseIndex;
import dev.refwarden.cases.CaseQuery;
import dev.refwarden.log.LoggedDecision;
import java.io.IOException;
import java.util.ArrayList;
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
    public static Optional<CaseFile> of(CaseIndex index, String caseId) throws IOException {
        Optional<CaseEntry> found = index.find(caseId);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        CaseEntry entry = found.get();
        return Optional.of(new CaseFile(
                entry.read(),
                read(index.previousOf(entry, CaseQuery.refusals(), MOST)),
                read(index.aboutSameTips(entry))));
    }

    /** What speaks for a mistake, and what for an attack. */
    public List<Sign> signs() {
        return Signs.of(refused, before, tries);
    }

    private static List<LoggedDecision> read(List<CaseEntry> entries) throws IOException {
        List<LoggedDecision> decisions = new ArrayList<>();
        for (CaseEntry entry : entries) {
            decisions.add(entry.read());
        }
        return decisions;
    }
}
