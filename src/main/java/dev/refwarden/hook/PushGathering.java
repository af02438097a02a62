package dev.refwarden.hook;

import dev.refwarden.decision.Evidence;
import dev.refwarden.decision.Verdict;
import dev.refwarden.evidence.Gatherer;
import dev.refwarden.evidence.Statements;
import dev.refwarden.ledger.LedgerView;
import dev.refwarden.policy.Policy;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Gathers evidence quickly first, and more exactly as far as the push would fail, or pass, by what is quick. */
record PushGathering(
        Gatherer gatherer,
        boolean namespace,
        Optional<Policy.Waivers> waivers,
        Statements statements,
        LedgerView view,
        Instant now,
        Function<Evidence, GatheredPush> push) {
    GatheredPush gather() throws IOException {
        GatheredPush gathered = sure();
        if (gathered.evidence().wantsEachRef(now) && !(gathered.verdict(view) instanceof Verdict.Refused)) {
            // Approvals are given for one ref each, and for all commits that it brings.
            gatherer.listWithEachRef();
            gathered = sure();
        }
        return gathered;
    }

    /** What refuses is looked at twice, so that lying clocks refuse nothing. */
    private GatheredPush sure() throws IOException {
        Evidence evidence = gatherer.gather(namespace, waivers);
        if (evidence.asksForApprovals()) {
            statements.readApprovals();
        }
        GatheredPush first = push.apply(evidence);
        Verdict verdict = first.verdict(view);
        return verdict.findings().isEmpty() && !(verdict instanceof Verdict.Waived)
                ? first
                : push.apply(gatherer.gatherExactly(namespace, waivers));
    }
}
