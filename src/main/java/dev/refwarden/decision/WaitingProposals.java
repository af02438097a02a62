package dev.refwarden.decision;

import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import dev.refwarden.people.PersonId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The proposals that wait in a repository, and the room that they leave. */
public record WaitingProposals(List<WaitingProposal> all) {
    public static final WaitingProposals NONE = new WaitingProposals(List.of());

    public WaitingProposals {
        all = List.copyOf(all);
    }

    /**
     * Why there is no room for the proposals that this push brings; empty where there is, or where the pusher's oldest make
     * some: the hook cannot delete them, so they go once the push has landed, and what has not gone by then is too much.
     */
    Optional<String> excess(Push push) {
        if (coming(push) == 0) {
            return Optional.empty();
        }
        if (coming(push) > WaitingProposal.MOST_OF_A_PERSON || own(push).size() > WaitingProposal.MOST_OF_A_PERSON) {
            return push.pusher()
                    .person()
                    .map(person -> person.id() + " would have more than the " + WaitingProposal.MOST_OF_A_PERSON
                            + " proposals that one person may have here");
        }
        return isFull(push) || remaining(push).size() > WaitingProposal.MOST
                ? Optional.of(
                        "more than the " + WaitingProposal.MOST + " proposals that a repository keeps would wait here")
                : Optional.empty();
    }

    /** What must go first where this push brings too many: the pusher's oldest. Empty where there is room, or nothing of theirs helps. */
    public List<RefName> toMakeRoomFor(Push push) {
        List<WaitingProposal> own = own(push);
        int most = Math.max(
                own.size() - WaitingProposal.MOST_OF_A_PERSON, remaining(push).size() - WaitingProposal.MOST);
        boolean helps = coming(push) <= WaitingProposal.MOST_OF_A_PERSON && !isFull(push) && most <= own.size();
        return helps && excess(push).isPresent()
                ? own.subList(0, most).stream().map(WaitingProposal::ref).toList()
                : List.of();
    }

    /** Whether this push brings more than a repository keeps, even if all that its pusher brought before goes. */
    public boolean isFull(Push push) {
        return coming(push) + remaining(push).size() - own(push).size() > WaitingProposal.MOST;
    }

    /** What makes room once the push has landed: the pusher's oldest. */
    public List<RefName> makingRoomFor(Push push) {
        List<WaitingProposal> own = own(push);
        long surplus = Math.max(
                own.size() + coming(push) - WaitingProposal.MOST_OF_A_PERSON,
                remaining(push).size() + coming(push) - WaitingProposal.MOST);
        return coming(push) == 0 || surplus <= 0
                ? List.of()
                : own.subList(0, (int) Math.min(surplus, own.size())).stream()
                        .map(WaitingProposal::ref)
                        .toList();
    }

    /** Of these, those that are one too many: a person's oldest, and the oldest of whoever came last to a full repository. */
    public Set<WaitingProposal> surplus() {
        Set<WaitingProposal> surplus = new LinkedHashSet<>();
        for (WaitingProposal proposal : newestFirst()) {
            List<WaitingProposal> own =
                    proposal.by().map(person -> of(person, all)).orElse(List.of());
            surplus.addAll(own.subList(0, Math.max(0, own.size() - WaitingProposal.MOST_OF_A_PERSON)));
        }
        Optional<PersonId> last = newestFirst().stream().findFirst().flatMap(WaitingProposal::by);
        for (WaitingProposal proposal : last.map(person -> of(person, all)).orElse(List.of())) {
            if (all.size() - surplus.size() > WaitingProposal.MOST) {
                surplus.add(proposal);
            }
        }
        return surplus;
    }

    private List<WaitingProposal> newestFirst() {
        return all.stream()
                .sorted(Comparator.comparing(WaitingProposals::time).reversed())
                .toList();
    }

    private List<WaitingProposal> own(Push push) {
        return push.pusher()
                .person()
                .map(person -> of(person.id(), remaining(push)))
                .orElse(List.of());
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
                .sorted(Comparator.comparing(WaitingProposals::time))
                .toList();
    }

    private static Instant time(WaitingProposal proposal) {
        return proposal.since().orElse(Instant.EPOCH);
    }
}
