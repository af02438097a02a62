package dev.refwarden.decision;

import java.util.List;
import java.util.Optional;

/**
 * How a pushed ref gets on with the repository: with its other refs, its objects, its disk and its configuration.
 *
 * @param forbidden why it must not or could not be written; each lower case, no final period
 * @param namesake the branch or tag that bears the same short name, where a rule about refs matches either
 * @param movedOn whether it has moved on from the tip that the push takes it to be at, which the ledger knows it to have had
 * @param fetchable whether a ref of the repository holds what is pushed already, so that others can fetch it; looked at only
 *     where a push that requires approvals would fail
 * @param flaws what is wrong with the objects of a proposal
 * @param approved what an approval that is stored speaks of; absent for every other ref
 */
public record RefFacts(
        List<String> forbidden,
        Optional<String> namesake,
        boolean movedOn,
        boolean fetchable,
        List<Flaw> flaws,
        Optional<ApprovedUpdate> approved) {
    /** Of a ref that nothing speaks against. */
    public static final RefFacts NOTHING = new RefFacts(List.of(), Optional.empty(), false);

    /** Of a ref whose objects no one looked for. */
    public RefFacts(List<String> forbidden, Optional<String> namesake, boolean movedOn) {
        this(forbidden, namesake, movedOn, false, List.of(), Optional.empty());
    }

    public RefFacts {
        forbidden = List.copyOf(forbidden);
        flaws = List.copyOf(flaws);
    }

    /** The same with what is known of the objects. */
    public RefFacts with(boolean canBeFetched, List<Flaw> found) {
        return new RefFacts(forbidden, namesake, movedOn, canBeFetched, found, approved);
    }

    /** The same with what a stored approval speaks of. */
    public RefFacts with(ApprovedUpdate update) {
        return new RefFacts(forbidden, namesake, movedOn, fetchable, flaws, Optional.of(update));
    }
}
