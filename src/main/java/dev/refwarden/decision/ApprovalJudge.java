package dev.refwarden.decision;

import dev.refwarden.people.Person;
import dev.refwarden.people.PersonId;
import dev.refwarden.policy.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether enough other people agree: so many as are demanded, and for each new commit and tag one who
 * did not sign it.
 */
final class ApprovalJudge {
    private final Push push;
    private final UpdateEvidence update;
    private final RuleEvidence evidence;
    private final Rule rule;
    private final Attestations attestations;
    private final Instant now;
    private final Findings.OfRule into;

    ApprovalJudge(
            Push push,
            UpdateEvidence update,
            RuleEvidence evidence,
            Attestations attestations,
            Instant now,
            Findings.OfRule into) {
        this.push = push;
        this.update = update;
        this.evidence = evidence;
        this.rule = evidence.rule();
        this.attestations = attestations;
        this.now = now;
        this.into = into;
    }

    /** Judges what is demanded for a push as such. */
    void judgePush(Rule.Approvals demand) {
        ApprovalCount count = count(demand);
        if (!count.isReached()) {
            into.add(Code.APPROVALS_MISSING, wanted(demand, count));
            report(count);
            return;
        }
        OwnSigners signers = ownSigners(demand, count, Code.APPROVALS_MISSING, "");
        signers.judgeCommits(evidence.underApproval());
        signers.judgeTag(update.pushed().layers());
    }

    /** Judges what is demanded because a guarded file changes. */
    void judgeChange(GuardedChange change) {
        Rule.Approvals demand = change.guard().approvals();
        ApprovalCount count = count(demand);
        String what = "changes " + change.words() + ": ";
        if (count.isReached()) {
            OwnSigners signers = ownSigners(demand, count, Code.PATH_APPROVALS_MISSING, what);
            signers.judgeCommits(change.commits());
            signers.judgeTag(update.pushed().layers());
            return;
        }
        String detail = what + wanted(demand, count);
        if (change.commit().isPresent()) {
            into.add(Code.PATH_APPROVALS_MISSING, change.commit().get(), detail);
        } else {
            into.add(Code.PATH_APPROVALS_MISSING, detail);
        }
        report(count);
    }

    /** The approvals that count for a demand, so that they can be used up. */
    List<OfferedApproval.Stated> counting(Rule.Approvals demand) {
        return new ArrayList<>(count(demand).counting().values());
    }

    private ApprovalCount count(Rule.Approvals demand) {
        Set<Rule.Factor> factors = PushJudge.demands(push, rule)
                .map(Rule.PushDemands::secondFactor)
                .orElse(Set.of());
        return ApprovalCount.of(
                push, update, attestations, new ApprovalCount.Demanded(rule.keys(), demand, factors), now);
    }

    private OwnSigners ownSigners(Rule.Approvals demand, ApprovalCount count, Code code, String what) {
        Optional<PersonId> secondKey = push.pusher()
                .person()
                .map(Person::id)
                .filter(pusher -> demand.secondKey() && count.counting().containsKey(pusher));
        return new OwnSigners(
                evidence,
                supporters(demand, count),
                secondKey,
                now,
                (object, why) -> into.add(
                        code,
                        object,
                        what + why + "; someone else " + (demand.by().names().size() == 1 ? "in " : "among ")
                                + String.join(", ", demand.by().names()) + " must approve"));
    }

    /** The approvers, and the pusher where a signature shows that it is they who push. */
    private Set<PersonId> supporters(Rule.Approvals demand, ApprovalCount count) {
        Set<PersonId> supporters = new LinkedHashSet<>(count.counting().keySet());
        push.pusher()
                .signer()
                .filter(person -> !person.robot() && demand.by().contain(person.id()))
                .filter(person -> CertificateJudge.counts(attestations.certificate(), rule.keys(), now))
                .ifPresent(person -> supporters.add(person.id()));
        return supporters;
    }

    private void report(ApprovalCount count) {
        Set<ApprovalCount.Reason> said = new HashSet<>();
        for (ApprovalCount.Reason reason : count.reasons()) {
            if (said.add(reason)) {
                into.add(reason.code(), reason.detail());
            }
        }
    }

    private static String wanted(Rule.Approvals demand, ApprovalCount count) {
        int missing = demand.count() - count.counting().size();
        String more = count.counting().isEmpty() ? " " : " more ";
        return missing + more + (missing == 1 ? "approval" : "approvals") + " required from "
                + String.join(", ", demand.by().names());
    }
}
