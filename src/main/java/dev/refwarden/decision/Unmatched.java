package dev.refwarden.decision;

import dev.refwarden.git.RefName;
import dev.refwarden.policy.RepositoryEntry;
import java.time.Instant;
import java.util.List;

/** What becomes of refs that no rule speaks of. */
final class Unmatched {
    private Unmatched() {}

    static void judge(
            UpdateEvidence update, String repository, List<RepositoryEntry> entries, Instant now, Findings findings) {
        RefName ref = update.update().ref();
        if (entries.isEmpty()) {
            findings.always(Finding.ofRef(
                    Code.REF_UNMATCHED,
                    ref,
                    "no entry of the policy matches this repository, which is called " + repository + " here"));
            return;
        }
        if (update.internal()) {
            return;
        }
        for (RefName name : update.names()) {
            if (!name.isUnder(AlwaysOn.OWN) && !isGoverned(update, name)) {
                judgeUngoverned(name, entries, now, findings);
            }
        }
    }

    private static boolean isGoverned(UpdateEvidence update, RefName name) {
        for (RuleEvidence rule : update.rules()) {
            if (rule.ref().equals(name) && rule.rule().governsRefs()) {
                return true;
            }
        }
        return false;
    }

    private static void judgeUngoverned(RefName name, List<RepositoryEntry> entries, Instant now, Findings findings) {
        boolean denied = false;
        boolean enforced = false;
        for (RepositoryEntry entry : entries) {
            denied |= !entry.allowsUnmatched();
            enforced |= !entry.allowsUnmatched() && entry.enforcesAt(now);
        }
        if (denied) {
            findings.under(
                    enforced,
                    Finding.ofRef(Code.REF_UNMATCHED, name, "no rule matches this ref, and unmatched refs are denied"));
        }
    }
}
