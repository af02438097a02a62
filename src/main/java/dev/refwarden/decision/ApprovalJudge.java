package dev.refwarden.decision;

import dev.refwarden.key.PersonId;
import dev.refwarden.object.ObjectId;
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
        judgeSigners(Code.APPROVALS_MISSING, "", demand, count, evidence.underApproval());
    }

    /** Judges what is demanded because a guarded file changes. */
    void judgeChange(GuardedChange change) {
        Rule.Approvals demand = change.guard().approvals();
        ApprovalCount count = count(demand);
        String more = change.paths() > 1 ? " and " + (change.paths() - 1) + " more" : "";
        String what = "changes " + change.path() + more + ": ";
        if (count.isReached()) {
            judgeSigners(Code.PATH_APPROVALS_MISSING, what, demand, count, change.commits());
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
        return ApprovalCount.of(push, update, attestations, rule.keys(), demand, factors, now);
    }

    /** Judges every layer of a new tag as well: what it leads to is approved by way of it. */
    private void judgeSigners(
            Code code, String what, Rule.Approvals demand, ApprovalCount count, List<CommitFacts> commits) {
        Set<PersonId> supporters = supporters(demand, count);
        Set<ObjectId> judged = new HashSet<>();
        evidence.commits().forEach(commit -> judged.add(commit.id()));
        for (CommitFacts commit : commits) {
            // A key that does not count makes nobody the signer; where the rule judges the signature, it says so
            // itself.
            ObjectSigner signer = judged.contains(commit.id())
                    ? ObjectSigner.ofJudged(commit.id(), commit.trailerIgnored())
                    : ObjectSigner.of(commit, rule.keys(), now);
            judgeSigner(code, what, demand, count, supporters, signer);
        }
        for (TagFacts layer : update.pushed().layers()) {
            judgeSigner(code, what, demand, count, supporters, signer(layer));
        }
    }

    private ObjectSigner signer(TagFacts layer) {
        return rule.tags().isPresent()
                ? ObjectSigner.ofJudged(layer.id(), layer.trailerIgnored())
                : ObjectSigner.of(layer, rule.keys(), now);
    }

    private void judgeSigner(
            Code code,
            String what,
            Rule.Approvals demand,
            ApprovalCount count,
            Set<PersonId> supporters,
            ObjectSigner signed) {
        Optional<PersonId> signer = signed.person();
        Set<PersonId> others = new LinkedHashSet<>(supporters);
        if (signer.isPresent() && isSecondKey(signer.get(), demand, count)) {
            return;
        }
        signer.ifPresent(others::remove);
        if (signer.isPresent() && others.isEmpty()) {
            into.add(
                    code,
                    signed.object(),
                    what + "it rests on " + signer.get() + " alone, who signed it: " + another(demand));
        } else if (signer.isEmpty() && others.size() < 2) {
            String why = signed.doubt().isEmpty()
                    ? "nobody signed it"
                    : "its signature does not count here (" + signed.doubt() + ")";
            into.add(code, signed.object(), what + why + ", so two people must vouch for it: " + another(demand));
        }
    }

    /** Whether it is the pusher's own commit, and the rule lets another key of theirs vouch for it. */
    private boolean isSecondKey(PersonId signer, Rule.Approvals demand, ApprovalCount count) {
        return demand.secondKey()
                && push.pusher()
                        .person()
                        .filter(person -> person.id().equals(signer))
                        .isPresent()
                && count.counting().containsKey(signer);
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
        return missing + more + (missing == 1 ? "approval" : "approvals") + " wanted from "
                + String.join(", ", demand.by().names());
    }

    private static String another(Rule.Approvals demand) {
        return "an approval by another of " + String.join(", ", demand.by().names()) + " is wanted";
    }
}
