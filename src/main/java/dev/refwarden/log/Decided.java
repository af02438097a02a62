package dev.refwarden.log;

import dev.refwarden.decision.Evidence;
import dev.refwarden.decision.Push;
import dev.refwarden.decision.Verdict;
import java.util.List;

/**
 * A decision with everything that must be remembered of it.
 *
 * @param accepted the tips that it settles once they have landed
 * @param uses the statements that it uses up
 * @param alarms what is odd and refuses nothing, in words for a reviewer
 * @param policy the digest of the policy that it was judged by; empty where none could be read
 */
public record Decided(
        Verdict verdict,
        Push push,
        Evidence evidence,
        List<AcceptedTip> accepted,
        List<Use> uses,
        List<String> alarms,
        String policy) {
    public Decided {
        accepted = List.copyOf(accepted);
        uses = List.copyOf(uses);
        alarms = List.copyOf(alarms);
    }

    /** A decision that uses and settles nothing. */
    public static Decided of(Verdict verdict, Push push, String policy) {
        return new Decided(verdict, push, Evidence.NONE, List.of(), List.of(), List.of(), policy);
    }

    /** The same push refused after all; statements that are used up whatever becomes of a push stay so. */
    public Decided refused(Verdict refusal) {
        List<Use> seen = uses.stream()
                .filter(use -> use.kind() != UseKind.APPROVAL_SPENT && use.kind() != UseKind.WAIVER_SPENT)
                .toList();
        return new Decided(refusal, push, Evidence.NONE, List.of(), seen, alarms, policy);
    }
}
