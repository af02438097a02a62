package dev.refwarden.decision;

import java.time.Instant;
import java.util.Optional;

/** Decides what becomes of a push. */
public final class Decision {
    private Decision() {}

    /**
     * Judges a whole push; every finding is in the verdict.
     *
     * @param now the server's clock when the hook started
     */
    public static Verdict decide(Push push, Evidence evidence, Instant now) {
        Findings findings = new Findings();
        AlwaysOn.judge(push, evidence, now, findings);
        DepartedPusher.judge(push, evidence.entries(), now, findings);
        for (UpdateEvidence update : evidence.updates()) {
            Unmatched.judge(update, push.repository(), evidence.entries(), now, findings);
            for (RuleEvidence rule : update.rules()) {
                Findings.OfRule into = findings.ofRule(
                        rule.rule().name(), rule.ref(), rule.entry().enforcesAt(now));
                judge(push, update, rule, evidence.attestations(), now, into);
            }
        }
        return WaiverJudge.lift(push, evidence, now, findings.verdict());
    }

    private static void judge(
            Push push,
            UpdateEvidence update,
            RuleEvidence evidence,
            Attestations attestations,
            Instant now,
            Findings.OfRule into) {
        for (Failure trouble : evidence.trouble()) {
            into.add(trouble, Optional.empty());
        }
        update.pushed().trouble().ifPresent(trouble -> into.add(trouble, Optional.empty()));
        MovementJudge.judge(update, evidence, into);
        CommitJudge.judge(push, update, evidence, now, into);
        TagJudge.judge(push, update, evidence, now, into);
        PushJudge.judge(push, update, evidence, attestations, now, into);
    }
}
