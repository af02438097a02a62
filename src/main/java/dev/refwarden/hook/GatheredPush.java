package dev.refwarden.hook;

import dev.refwarden.decision.Attestations;
import dev.refwarden.decision.Code;
import dev.refwarden.decision.Decision;
import dev.refwarden.decision.Evidence;
import dev.refwarden.decision.Finding;
import dev.refwarden.decision.Push;
import dev.refwarden.decision.RestingTag;
import dev.refwarden.decision.Verdict;
import dev.refwarden.evidence.Statements;
import dev.refwarden.ledger.AcceptedTips;
import dev.refwarden.ledger.Decided;
import dev.refwarden.ledger.LedgerView;
import dev.refwarden.ledger.Recorder;
import dev.refwarden.policy.Server;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A push with all its evidence.
 *
 * @param push as the Git server alone tells it
 * @param evidence without what people stated
 * @param trouble why the push is refused whatever the evidence; its certificate is used up all the same
 * @param resting its tags that count on a branch of the same push
 * @param tips what is known of its new tips besides
 */
record GatheredPush(
        Push push,
        Evidence evidence,
        Optional<Finding> trouble,
        Statements statements,
        List<RestingTag> resting,
        AcceptedTips.Facts tips,
        Recorder.Seen seen,
        String policy,
        Optional<Server> server,
        Instant now)
        implements PreparedPush {
    /** Knowing which tags count on a branch of the same push, and more of its new tips. */
    GatheredPush with(List<RestingTag> tags, AcceptedTips.Facts known) {
        return new GatheredPush(push, evidence, trouble, statements, tags, known, seen, policy, server, now);
    }

    /** What would be decided now, with nothing used up. */
    Verdict verdict(LedgerView view) throws IOException {
        Attestations attestations = statements.against(view);
        Push known = push.by(statements.pusher(attestations.certificate()));
        return verdict(known, evidence.with(attestations));
    }

    private Verdict verdict(Push known, Evidence complete) {
        return trouble.isPresent()
                ? new Verdict.Refused(List.of(trouble.get()), List.of())
                : Decision.decide(known, complete, now);
    }

    @Override
    public Decided decide(LedgerView view) throws IOException {
        Attestations attestations = statements.against(view);
        Push known = push.by(statements.pusher(attestations.certificate()));
        Evidence complete = evidence.with(attestations);
        Verdict verdict = verdict(known, complete);
        if (complete.wantsEachRef(now) && !(verdict instanceof Verdict.Refused)) {
            // It was refused a moment ago, or every ref would have been looked at.
            Finding changed = Finding.ofPush(Code.INTERNAL_ERROR, "approvals changed while the push was judged");
            verdict = new Verdict.Refused(List.of(changed), List.of());
        }
        ConsumedStatements uses = ConsumedStatements.of(verdict, known, complete, now, view);
        return new Decided(
                verdict,
                known,
                complete,
                AcceptedTips.of(verdict, known.pusher().isRobot(), complete, tips),
                uses.uses(),
                verdict instanceof Verdict.Refused ? List.of() : resting,
                uses.alarms(),
                policy);
    }
}
