package dev.refwarden.hook;

import dev.refwarden.decision.Attestations;
import dev.refwarden.decision.Code;
import dev.refwarden.decision.Decision;
import dev.refwarden.decision.Evidence;
import dev.refwarden.decision.Finding;
import dev.refwarden.decision.Push;
import dev.refwarden.decision.Verdict;
import dev.refwarden.evidence.Statements;
import dev.refwarden.log.AcceptedTips;
import dev.refwarden.log.Decided;
import dev.refwarden.log.Journal;
import dev.refwarden.log.KeySightings;
import dev.refwarden.log.RepositoryRecord;
import dev.refwarden.object.ObjectId;
import dev.refwarden.policy.Server;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * A push with all its evidence.
 *
 * @param push as the Git server alone tells it
 * @param evidence without what people stated
 * @param trouble why the push is refused whatever the evidence; its certificate is used up all the same
 * @param claimedTime a commit's committer time in seconds
 */
record GatheredPush(
        Push push,
        Evidence evidence,
        Optional<Finding> trouble,
        Statements statements,
        ToLongFunction<ObjectId> claimedTime,
        Optional<RepositoryRecord> record,
        Optional<KeySightings> sightings,
        String policy,
        Optional<Server> server,
        Instant now)
        implements Judgement {
    /** What would be decided now, with nothing used up. */
    Verdict verdict(Journal journal) throws IOException {
        Attestations attestations = statements.against(journal);
        Push known = push.by(statements.pusher(attestations.certificate()));
        return verdict(known, evidence.with(attestations));
    }

    private Verdict verdict(Push known, Evidence complete) {
        return trouble.isPresent()
                ? new Verdict.Refused(List.of(trouble.get()), List.of())
                : Decision.decide(known, complete, now);
    }

    @Override
    public Decided decide(Journal journal) throws IOException {
        Attestations attestations = statements.against(journal);
        Push known = push.by(statements.pusher(attestations.certificate()));
        Evidence complete = evidence.with(attestations);
        Verdict verdict = verdict(known, complete);
        if (complete.wantsEachRef(now) && !(verdict instanceof Verdict.Refused)) {
            // It was refused a moment ago, or every ref would have been looked at.
            Finding changed = Finding.ofPush(Code.INTERNAL_ERROR, "approvals changed while the push was judged");
            verdict = new Verdict.Refused(List.of(changed), List.of());
        }
        Uses uses = Uses.of(verdict, known, complete, now, journal);
        return new Decided(
                verdict,
                known,
                complete,
                AcceptedTips.of(verdict, complete, claimedTime),
                uses.uses(),
                uses.alarms(),
                policy);
    }
}
