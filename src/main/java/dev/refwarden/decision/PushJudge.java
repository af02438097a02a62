package dev.refwarden.decision;

import dev.refwarden.policy.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether the right person pushes, with the proofs and approvals that a rule requires. */
final class PushJudge {
    private final Push push;
    private final RuleEvidence evidence;
    private final Attestations attestations;
    private final Instant now;
    private final Findings.OfRule into;
    private final ApprovalJudge approvals;

    private PushJudge(
            Push push,
            UpdateEvidence update,
            RuleEvidence evidence,
            Attestations attestations,
            Instant now,
            Findings.OfRule into) {
        this.push = push;
        this.evidence = evidence;
        this.attestations = attestations;
        this.now = now;
        this.into = into;
        this.approvals = new ApprovalJudge(push, update, evidence, attestations, now, into);
    }

    static void judge(
            Push push,
            UpdateEvidence update,
            RuleEvidence evidence,
            Attestations attestations,
            Instant now,
            Findings.OfRule into) {
        new PushJudge(push, update, evidence, attestations, now, into).judge();
    }

    /** What the rule demands of this pusher. */
    static Optional<Rule.PushDemands> demands(Push push, Rule rule) {
        return rule.push().map(both -> both.demandsOf(push.pusher().isRobot()));
    }

    /** Every demand for approvals that the rule makes of this update. */
    static List<Rule.Approvals> approvalsDemanded(Push push, RuleEvidence evidence) {
        List<Rule.Approvals> demanded = new ArrayList<>();
        demands(push, evidence.rule()).flatMap(Rule.PushDemands::approvals).ifPresent(demanded::add);
        evidence.changes().forEach(change -> demanded.add(change.guard().approvals()));
        return demanded;
    }

    private void judge() {
        Optional<Rule.PushDemands> demands = demands(push, evidence.rule());
        boolean by = demands.flatMap(Rule.PushDemands::by).isPresent();
        boolean approved = !approvalsDemanded(push, evidence).isEmpty();
        boolean certificate = demands.filter(Rule.PushDemands::certificate).isPresent();
        Set<Rule.Factor> factors = demands.map(Rule.PushDemands::secondFactor).orElse(Set.of());
        if (by || approved) {
            judgePusher(demands);
        }
        if (by || approved || certificate || !factors.isEmpty()) {
            CertificateJudge.judge(
                    push, attestations.certificate(), evidence.rule().keys(), certificate, now, into);
        }
        FactorJudge.judge(push, attestations, factors, now, into);
        demands.flatMap(Rule.PushDemands::approvals).ifPresent(demand -> approvals.judgePush(demand));
        evidence.changes().forEach(approvals::judgeChange);
    }

    private void judgePusher(Optional<Rule.PushDemands> demands) {
        Pusher pusher = push.pusher();
        if (pusher.person().isEmpty()) {
            into.add(
                    Code.PUSHER_UNKNOWN,
                    pusher.account()
                            .map(account -> "the account " + account + " belongs to nobody in the people files")
                            .orElse("the server does not say who is pushing"));
            return;
        }
        demands.flatMap(Rule.PushDemands::by)
                .filter(by -> !by.contain(pusher.person().get().id()))
                .ifPresent(by -> into.add(
                        Code.PUSHER_NOT_ALLOWED,
                        pusher.person().get().id() + " may not push here; " + String.join(", ", by.names()) + " may"));
    }
}
