package dev.refwarden.evidence;

import dev.refwarden.decision.WaitingProposal;
import dev.refwarden.decision.WaitingProposals;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.store.GitRepository;
import dev.refwarden.git.store.RefState;
import dev.refwarden.ledger.LedgerView;
import dev.refwarden.ledger.PastUse;
import dev.refwarden.ledger.Use;
import dev.refwarden.ledger.UseKind;
import dev.refwarden.people.PersonId;
import dev.refwarden.statement.StatementDigest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The proposals that lie in a repository, with what the ledger knows of them. */
public final class StoredProposals {
    /** No one is told of more; whoever writes refs around the hook may have made any number. */
    private static final int MOST_READ = 1_000;

    private final GitRepository repository;
    private final String name;

    /** @param name {@code <server>/<repository name>} */
    public StoredProposals(GitRepository repository, String name) {
        this.repository = repository;
        this.name = name;
    }

    /** All that lie there, up to a thousand, the oldest first. */
    public List<WaitingProposal> all(LedgerView view) throws IOException {
        List<WaitingProposal> found = new ArrayList<>();
        for (RefState ref : repository.refsUnder(WaitingProposal.REFS)) {
            if (found.size() == MOST_READ) {
                break;
            }
            ObjectId tip = ref.tip().orElseThrow();
            Optional<PastUse> brought = last(view.uses(digest(name, tip), UseKind.PROPOSED));
            found.add(new WaitingProposal(
                    ref.name(),
                    tip,
                    brought.map(PastUse::use)
                            .map(Use::note)
                            .filter(person -> !person.isEmpty())
                            .map(PersonId::new),
                    brought.map(PastUse::time)));
        }
        found.sort(Comparator.comparing(proposal -> proposal.since().orElse(Instant.EPOCH)));
        return found;
    }

    /**
     * Deletes those of {@code proposals} that are of no use any more, each if it is still where it was seen: what has waited
     * for too long, what another ref holds by now, what does not lie under its own id, and of what is left whatever is one too
     * many.
     *
     * @return those that are gone
     */
    public static List<WaitingProposal> prune(GitRepository repository, List<WaitingProposal> proposals, Instant now)
            throws IOException {
        if (proposals.isEmpty()) {
            return List.of();
        }
        Set<ObjectId> tips = new HashSet<>();
        proposals.forEach(proposal -> tips.add(proposal.tip()));
        Set<ObjectId> landed = repository.heldOutside("refs/refwarden/", tips);
        List<WaitingProposal> gone = new ArrayList<>();
        List<WaitingProposal> left = new ArrayList<>();
        for (WaitingProposal proposal : proposals) {
            boolean astray = !proposal.ref().value().equals(WaitingProposal.REFS + proposal.tip());
            boolean useless = astray || proposal.isOver(now) || landed.contains(proposal.tip());
            (useless ? gone : left).add(proposal);
        }
        gone.addAll(new WaitingProposals(left).surplus());
        for (WaitingProposal proposal : gone) {
            repository.delete(new RefState(proposal.ref(), Optional.of(proposal.tip()), Optional.empty()));
        }
        return gone;
    }

    /** That {@code person} brought a proposal, as the ledger remembers it. */
    public static Use use(String name, ObjectId tip, PersonId person) {
        return new Use(digest(name, tip), UseKind.PROPOSED, person.value());
    }

    private static StatementDigest digest(String name, ObjectId tip) {
        return StatementDigest.of("proposal", "", (name + "\0" + tip).getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<PastUse> last(List<PastUse> uses) {
        return uses.isEmpty() ? Optional.empty() : Optional.of(uses.get(uses.size() - 1));
    }
}
