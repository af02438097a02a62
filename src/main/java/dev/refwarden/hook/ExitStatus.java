package dev.refwarden.hook;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.Verdict;
import java.util.Set;
import java.util.stream.Collectors;

/** What the hook's exit status says; anything but 0 refuses the whole push. */
final class ExitStatus {
    static final int REFUSED = 1;
    static final int POLICY_UNUSABLE = 2;
    static final int INTERNAL_FAILURE = 3;

    private ExitStatus() {}

    /** How a refusal is told to git; never 0. */
    static int of(Verdict.Refused refused) {
        return of(refused.refusing().stream()
                .map(finding -> finding.code().word())
                .collect(Collectors.toSet()));
    }

    /** The same by the codes of what refused. */
    static int of(Set<String> codes) {
        if (codes.contains(Code.POLICY_INVALID.word())) {
            return POLICY_UNUSABLE;
        }
        boolean failed = codes.contains(Code.INTERNAL_ERROR.word()) || codes.contains(Code.LOG_UNAVAILABLE.word());
        return failed ? INTERNAL_FAILURE : REFUSED;
    }
}
