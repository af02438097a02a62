package dev.refwarden.decision;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What is refused under any policy and in any mode. */
final class AlwaysOn {
    /** Where Refwarden keeps its own. */
    static final String OWN = "refs/refwarden/";

    private AlwaysOn() {}

    static void judge(Push push, Evidence evidence, Instant now, Findings findings) {
        if (evidence.namespace()) {
            findings.always(Finding.ofPush(
                    Code.REF_FORBIDDEN, "GIT_NAMESPACE is set, so the refs named here are not those that would move"));
        }
        ProposalJudge proposals = new ProposalJudge(push, evidence, now, findings);
        Set<RefName> seen = new HashSet<>();
        for (UpdateEvidence update : evidence.updates()) {
            RefName ref = update.update().ref();
            if (!seen.add(ref)) {
                findings.always(Finding.ofRef(Code.UPDATE_MALFORMED, ref, "the ref is named twice in this push"));
            }
            judgeTip(update, findings);
            update.names().forEach(name -> judgeName(update, name, findings));
            judgeBranch(update, findings);
            RefJudge.judge(update, evidence.entries(), now, findings);
            if (ProposalJudge.concerns(update)) {
                proposals.judge(update);
            } else {
                OwnRefJudge.judge(push, update, evidence.attestations(), now, findings);
            }
        }
        AliasJudge.judge(evidence.updates(), findings);
    }

    /** Git refuses anything but commits on a branch once the hook is done. */
    private static void judgeBranch(UpdateEvidence update, Findings findings) {
        PushedTip pushed = update.pushed();
        boolean branch = update.names().stream().anyMatch(name -> name.isUnder("refs/heads/"));
        if (branch
                && !update.update().deletes()
                && !pushed.isCommit()
                && pushed.trouble().isEmpty()) {
            String what = pushed.layers().isEmpty() ? "this is none" : "this is a tag";
            findings.always(Finding.ofRef(
                    Code.REF_FORBIDDEN, update.update().ref(), "git keeps only commits on a branch, and " + what));
        }
    }

    private static void judgeTip(UpdateEvidence update, Findings findings) {
        RefName ref = update.update().ref();
        if (update.update().creates() && update.update().deletes()) {
            findings.always(Finding.ofRef(Code.UPDATE_MALFORMED, ref, "it is neither created, changed nor deleted"));
            return;
        }
        if (!update.update().ref().isWellFormed()) {
            return;
        }
        Optional<ObjectId> claimed = update.update().creates()
                ? Optional.empty()
                : Optional.of(update.update().before());
        if (update.refFacts().movedOn()) {
            findings.always(Finding.ofRef(
                    Code.REF_MOVED,
                    ref,
                    "it has moved on from " + update.update().before() + " to "
                            + update.tip().map(Object::toString).orElse("nothing")));
        } else if (!claimed.equals(update.tip())) {
            findings.always(Finding.ofRef(
                    Code.UPDATE_MALFORMED,
                    ref,
                    "the push replaces " + claimed.map(Object::toString).orElse("nothing") + ", but the ref is at "
                            + update.tip().map(Object::toString).orElse("nothing")));
        }
    }

    private static void judgeName(UpdateEvidence update, RefName name, Findings findings) {
        RefNameJudge.forbidden(update, name)
                .ifPresent(detail -> findings.always(
                        Finding.ofRef(Code.REF_FORBIDDEN, update.update().ref(), detail)));
    }
}
