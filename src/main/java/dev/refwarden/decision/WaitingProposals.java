package dev.refwarden.decision;

import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import dev.refwarden.people.PersonId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The proposals that wait in a repository, and the room that they leave. */
public record WaitingProposals(List<WaitingProposal> all) {
    public static final WaitingProposals NONE = new WaitingProposals(List.of());

    public WaitingProposals {
        all = List.copyOf(all);
    }

    /** Why there is no room for the proposals that this push brings; empty where there is. */
    Optional<String> excess(Push push) {
        long coming = coming(push);
        List<WaitingProposal> remaining = remaining(push);
        Optional<PersonId> pusher = push.pusher().person().map(person -> person.id());
        if (pusher.isPresent() && coming + of(pusher.get(), remaining).size() > WaitingProposal.MOST_OF_A_PERSON) {
            return Optional.of(pusher.get() + " would have more than the " + WaitingProposal.MOST_OF_A_PERSON
                    + " proposals that one person may have here");
        }
        return isFull(push)
                ? Optional.of(
                        "more than the " + WaitingProposal.MOST + " proposals that a repository keeps would wait here")
                : Optional.empty();
    }

    /** What must go first where this push brings too many: the pusher's oldest. Empty where there is room, or nothing of theirs. */
    public Optional<RefName> toMakeRoomFor(Push push) {
        Optional<PersonId> pusher = push.pusher().person().map(person -> person.id());
        return pusher.isEmpty() || excess(push).isEmpty()
                ? Optional.empty()
                : of(pusher.get(), remaining(push)).stream().findFirst().map(WaitingProposal::ref);
    }

    /** Whether this push brings more than a repository keeps, whoever brought the others. */
    public boolean isFull(Push push) {
        return coming(push) + remaining(push).size() > WaitingProposal.MOST;
    }

    private static long coming(Push push) {
        return push.updates().stream()
                .filter(update -> update.creates() && update.ref().isUnder(WaitingProposal.REFS))
                .count();
    }

    /** Whether this push brings more than there is room for, in the repository or for its pusher. */
    public boolean isTooMuch(Push push) {
        return excess(push).isPresent();
    }

    private List<WaitingProposal> remaining(Push push) {
        Set<RefName> deleted = new HashSet<>();
        push.updates().stream().filter(RefUpdate::deletes).forEach(update -> deleted.add(update.ref()));
        return all.stream()
                .filter(proposal -> !deleted.contains(proposal.ref()))
                .toList();
    }

    /** Those of one person, the oldest first. */
    private static List<WaitingProposal> of(PersonId person, List<WaitingProposal> among) {
        return among.stream()
                .filter(proposal -> proposal.by().equals(Optional.of(person)))
                .sorted(Comparator.comparing(proposal -> proposal.since().orElse(Instant.EPOCH)))
                .toList();
    }
}
