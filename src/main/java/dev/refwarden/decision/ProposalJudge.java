package dev.refwarden.decision;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.people.Purpose;
import dev.refwarden.policy.Rule;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a commit or tag may be brought to {@code refs/refwarden/proposals/}, for others to look at. No rule judges it, in no mode,
 * and nothing is settled by it.
 */
final class ProposalJudge {
    private final Push push;
    private final Evidence evidence;
    private final Instant now;
    private final Findings findings;
    private final Optional<String> excess;

    ProposalJudge(Push push, Evidence evidence, Instant now, Findings findings) {
        this.push = push;
        this.evidence = evidence;
        this.now = now;
        this.findings = findings;
        this.excess = evidence.attestations().proposals().excess(push);
    }

    /** Whether the ref is one for proposals; what is written through a symbolic ref of another name is not. */
    static boolean concerns(UpdateEvidence update) {
        return update.update().ref().isUnder(WaitingProposal.REFS);
    }

    /** Judges what is created; deleting one can only keep others from looking at it. */
    void judge(UpdateEvidence update) {
        if (update.update().deletes()) {
            return;
        }
        RefName ref = update.update().ref();
        fault(update).ifPresent(detail -> add(Code.REF_FORBIDDEN, ref, detail));
        update.pushed().trouble().ifPresent(trouble -> add(trouble.code(), ref, trouble.detail()));
        update.refFacts()
                .flaws()
                .forEach(flaw -> findings.always(new Finding(
                        flaw.trouble().code(),
                        Optional.empty(),
                        Optional.of(ref),
                        flaw.object(),
                        flaw.trouble().detail())));
        judgePusher(ref);
        excess.filter(detail -> update.update().creates()).ifPresent(detail -> add(Code.LIMIT_EXCEEDED, ref, detail));
    }

    private static Optional<String> fault(UpdateEvidence update) {
        ObjectId proposed = update.update().after();
        if (update.names().size() > 1) {
            return Optional.of("a proposal does not come through a symbolic ref");
        }
        if (!update.update().ref().value().equals(WaitingProposal.REFS + proposed)) {
            return Optional.of(
                    "the proposal of " + proposed.abbreviated() + " belongs to " + WaitingProposal.REFS + proposed);
        }
        if (!update.update().creates()) {
            return Optional.of("a proposal is created once and never changed");
        }
        return update.pushed().commit().isEmpty() && update.pushed().trouble().isEmpty()
                ? Optional.of("only a commit, or a tag of one, can be proposed")
                : Optional.empty();
    }

    private void judgePusher(RefName ref) {
        CertificateFacts certificate = evidence.attestations().certificate();
        if (certificate instanceof CertificateFacts.Unusable unusable) {
            unusable.troubles().forEach(trouble -> add(trouble.code(), ref, trouble.detail()));
        }
        certificate
                .signature()
                .ifPresent(valid -> KeyJudge.judgeStatement(
                        valid,
                        Rule.Keys.DEFAULT,
                        Purpose.PUSHES,
                        now,
                        (code, detail) -> add(code, ref, "the push: " + detail)));
        Pusher pusher = push.pusher();
        if (pusher.isContradictory()) {
            add(Code.PUSHER_MISMATCH, ref, "the push is signed by someone other than the account belongs to");
        }
        if (pusher.person().isEmpty()) {
            add(Code.PUSHER_UNKNOWN, ref, "only someone whom the server knows may bring a proposal");
        } else if (pusher.isRobot()) {
            add(
                    Code.PUSHER_NOT_ALLOWED,
                    ref,
                    pusher.person().get().id() + " is a robot, and only people bring proposals");
        } else if (evidence.entries().stream().noneMatch(entry -> entry.enforcesAt(now))) {
            // Where an entry is enforced, the push as a whole is refused for this.
            pusher.gone(now)
                    .ifPresent(person ->
                            add(Code.PUSHER_NOT_ALLOWED, ref, person.id() + " has left and may bring no proposal"));
        }
    }

    private void add(Code code, RefName ref, String detail) {
        findings.always(Finding.ofRef(code, ref, detail));
    }
}
