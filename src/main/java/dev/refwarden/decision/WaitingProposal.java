package dev.refwarden.decision;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.people.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A commit or tag that someone brought so that others can look at it and approve. Nothing rests on its being there.
 *
 * @param by who brought it; absent where the ledger does not know
 * @param since when it was accepted; absent likewise
 */
public record WaitingProposal(RefName ref, ObjectId tip, Optional<PersonId> by, Optional<Instant> since) {
    /** Below it lie proposals, each under its own id. */
    public static final String REFS = "refs/refwarden/proposals/";

    /** For how long a proposal may wait. */
    public static final Duration LIFE = Duration.ofDays(7);

    /** How many one person may have waiting in a repository. */
    public static final int MOST_OF_A_PERSON = 8;

    /** How many may wait in a repository. */
    public static final int MOST = 64;

    /** Whether it has waited for longer than it may; what no one is known to have brought has. */
    public boolean isOver(Instant now) {
        return since.filter(time -> now.isBefore(time.plus(LIFE))).isEmpty();
    }
}
