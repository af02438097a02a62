package dev.refwarden.decision;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The approvals on which an acceptance rests, so that they are used up. */
public final class SpentApprovals {
    private SpentApprovals() {}

    /** Every approval that counts somewhere in the push, once. */
    public static List<OfferedApproval.Stated> of(Push push, Evidence evidence, Instant now) {
        Map<String, OfferedApproval.Stated> spent = new LinkedHashMap<>();
        if (evidence.attestations().approvals().isEmpty()) {
            return List.of();
        }
        for (UpdateEvidence update : evidence.updates()) {
            for (RuleEvidence rule : update.rules()) {
                Findings.OfRule nowhere = new Findings().ofRule("", rule.ref(), true);
                ApprovalJudge judge = new ApprovalJudge(push, update, rule, evidence.attestations(), now, nowhere);
                PushJudge.approvalsDemanded(push, rule)
                        .forEach(demand -> judge.counting(demand)
                                .forEach(stated -> spent.put(stated.digest().hex(), stated)));
            }
        }
        return List.copyOf(spent.values());
    }
}
