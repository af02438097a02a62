package dev.refwarden.ledger;

import dev.refwarden.decision.Evidence;
import dev.refwarden.decision.Push;
import dev.refwarden.decision.RestingTag;
import dev.refwarden.decision.Verdict;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A decision with everything that must be remembered of it.
 *
 * @param accepted the tips that it settles once they have landed
 * @param uses the statements that it uses up
 * @param resting the tags that count on a branch of the same push
 * @param alarms what is odd and refuses nothing, in words for a reviewer
 * @param policy the digest of the policy that it was judged by; empty where none could be read
 */
public record Decided(
        Verdict verdict,
        Push push,
        Evidence evidence,
        List<AcceptedTip> accepted,
        List<Use> uses,
        List<RestingTag> resting,
        List<String> alarms,
        String policy) {
    private static final Set<UseKind> OF_ACCEPTED =
            EnumSet.of(UseKind.APPROVAL_SPENT, UseKind.WAIVER_SPENT, UseKind.PROPOSED);

    public Decided {
        accepted = List.copyOf(accepted);
        resting = List.copyOf(resting);
        uses = List.copyOf(uses);
        alarms = List.copyOf(alarms);
    }

    /** A decision that uses and settles nothing. */
    public static Decided of(Verdict verdict, Push push, String policy) {
        return new Decided(verdict, push, Evidence.NONE, List.of(), List.of(), List.of(), List.of(), policy);
    }

    /** The same push refused after all; statements that are used up whatever becomes of a push stay so. */
    public Decided refused(Verdict refusal) {
        List<Use> seen =
                uses.stream().filter(use -> !OF_ACCEPTED.contains(use.kind())).toList();
        return new Decided(refusal, push, Evidence.NONE, List.of(), seen, List.of(), alarms, policy);
    }
}
