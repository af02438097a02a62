package dev.refwarden.decision;

import dev.refwarden.git.RefName;
import dev.refwarden.policy.RepositoryEntry;
import java.time.Instant;
import java.util.List;

/** Whether a ref can stand where it is pushed. */
final class RefJudge {
    private RefJudge() {}

    static void judge(UpdateEvidence update, List<RepositoryEntry> entries, Instant now, Findings findings) {
        RefName ref = update.update().ref();
        update.refFacts()
                .forbidden()
                .forEach(detail -> findings.always(Finding.ofRef(Code.REF_FORBIDDEN, ref, detail)));
        update.refFacts().namesake().ifPresent(namesake -> judgeNamesake(ref, namesake, entries, now, findings));
    }

    private static void judgeNamesake(
            RefName ref, String namesake, List<RepositoryEntry> entries, Instant now, Findings findings) {
        boolean denied = false;
        boolean enforced = false;
        for (RepositoryEntry entry : entries) {
            denied |= !entry.allowsAmbiguousNames();
            enforced |= !entry.allowsAmbiguousNames() && entry.enforcesAt(now);
        }
        if (denied) {
            findings.under(
                    enforced, Finding.ofRef(Code.REF_FORBIDDEN, ref, "its short name means " + namesake + " as well"));
        }
    }
}
