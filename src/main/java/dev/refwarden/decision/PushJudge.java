package dev.refwarden.decision;

import dev.refwarden.policy.Rule;
import java.util.Optional;

/**
 * Whether the right person pushes, with the proofs and approvals that a rule wants.
 *
 * <p>Push certificates, second factors and approvals are not judged yet: a rule that wants one
 * refuses, since nothing offered can be told from nothing.
 */
final class PushJudge {
    private PushJudge() {}

    static void judge(Push push, RuleEvidence evidence, Findings.OfRule into) {
        Optional<Rule.Push> demands = evidence.rule().push();
        if (demands.isPresent()) {
            boolean robot = push.pusher().isRobot();
            Rule.Push both = demands.get();
            judge(push.pusher(), robot ? both.robots().orElse(both.people()) : both.people(), into);
        }
        for (GuardedChange change : evidence.changes()) {
            judgeChange(change, into);
        }
    }

    private static void judge(Pusher pusher, Rule.PushDemands demands, Findings.OfRule into) {
        boolean needsPusher = demands.by().isPresent() || demands.approvals().isPresent();
        if (needsPusher && pusher.person().isEmpty()) {
            into.add(
                    Code.PUSHER_UNKNOWN,
                    pusher.account()
                            .map(account -> "the account " + account + " belongs to nobody in the people files")
                            .orElse("the server does not say who is pushing"));
        } else if (demands.by().isPresent()
                && pusher.person()
                        .filter(person -> demands.by().get().contain(person.id()))
                        .isEmpty()) {
            into.add(
                    Code.PUSHER_NOT_ALLOWED,
                    pusher.person().map(person -> person.id().value()).orElse("the pusher") + " may not push here; "
                            + String.join(", ", demands.by().get().names()) + " may");
        }
        if (demands.certificate()) {
            into.add(Code.CERTIFICATE_MISSING, "a signed push is wanted, and this version cannot judge one");
        }
        if (!demands.secondFactor().isEmpty()) {
            into.add(Code.SECOND_FACTOR_MISSING, "a second factor is wanted, and this version cannot judge one");
        }
        demands.approvals().ifPresent(approvals -> into.add(Code.APPROVALS_MISSING, wanted(approvals)));
    }

    private static void judgeChange(GuardedChange change, Findings.OfRule into) {
        String more = change.paths() > 1 ? " and " + (change.paths() - 1) + " more" : "";
        String detail =
                "changes " + change.path() + more + ": " + wanted(change.guard().approvals());
        if (change.commit().isPresent()) {
            into.add(Code.PATH_APPROVALS_MISSING, change.commit().get(), detail);
        } else {
            into.add(Code.PATH_APPROVALS_MISSING, detail);
        }
    }

    private static String wanted(Rule.Approvals approvals) {
        return approvals.count() + (approvals.count() == 1 ? " approval" : " approvals") + " wanted from "
                + String.join(", ", approvals.by().names()) + ", and this version cannot judge any";
    }
}
