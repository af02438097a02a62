package dev.refwarden.hook;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.Finding;
import dev.refwarden.decision.Verdict;

/** What the hook's exit status says; anything but 0 refuses the whole push. */
final class ExitStatus {
    static final int REFUSED = 1;
    static final int POLICY_UNUSABLE = 2;
    static final int INTERNAL_FAILURE = 3;

    private ExitStatus() {}

    /** How a refusal is told to git; never 0. */
    static int of(Verdict.Refused refused) {
        int status = REFUSED;
        for (Finding finding : refused.refusing()) {
            if (finding.code() == Code.POLICY_INVALID) {
                return POLICY_UNUSABLE;
            }
            if (finding.code() == Code.INTERNAL_ERROR || finding.code() == Code.LOG_UNAVAILABLE) {
                status = INTERNAL_FAILURE;
            }
        }
        return status;
    }
}
