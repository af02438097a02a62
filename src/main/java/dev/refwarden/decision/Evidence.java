package dev.refwarden.decision;

import dev.refwarden.policy.Policy;
import dev.refwarden.policy.RepositoryEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a decision rests on besides the push and the policy.
 *
 * @param namespace whether {@code GIT_NAMESPACE} is set, so that refs are not what they seem
 * @param entries the policy's entries that match the repository
 * @param waivers how many of whom can lift findings; absent where no one can
 * @param attestations what people stated about the push
 * @param together whether a commit that several refs bring is listed with the first of them only, as for a push of
 *     many refs; a finding then speaks against every ref under its rule
 */
public record Evidence(
        boolean namespace,
        List<RepositoryEntry> entries,
        Optional<Policy.Waivers> waivers,
        Attestations attestations,
        List<UpdateEvidence> updates,
        boolean together) {
    /** Of a push that could not be looked at. */
    public static final Evidence NONE = new Evidence(false, List.of(), Optional.empty(), Attestations.NONE, List.of());

    /** Of a push whose commits are listed with every ref that brings them. */
    public Evidence(
            boolean namespace,
            List<RepositoryEntry> entries,
            Optional<Policy.Waivers> waivers,
            Attestations attestations,
            List<UpdateEvidence> updates) {
        this(namespace, entries, waivers, attestations, updates, false);
    }

    public Evidence {
        entries = List.copyOf(entries);
        updates = List.copyOf(updates);
    }

    /** The same with what is known of each ref, in the order of the updates. */
    public Evidence with(List<RefFacts> facts) {
        List<UpdateEvidence> known = new ArrayList<>(updates.size());
        for (int i = 0; i < updates.size(); i++) {
            known.add(updates.get(i).with(facts.get(i)));
        }
        return new Evidence(namespace, entries, waivers, attestations, known, together);
    }

    /** Whether some rule requires approvals for what is pushed. */
    public boolean asksForApprovals() {
        for (UpdateEvidence update : updates) {
            for (RuleEvidence rule : update.rules()) {
                if (rule.restsOnApprovals()) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Whether the push can pass only if every ref has its own approvals for all commits that it brings; what is
     * gathered for many refs together cannot show that.
     */
    public boolean wantsEachRef(Instant now) {
        return together
                && updates.stream()
                        .flatMap(update -> update.rules().stream())
                        .anyMatch(
                                rule -> rule.restsOnApprovals() && rule.entry().enforcesAt(now));
    }

    /** The same with other statements. */
    public Evidence with(Attestations other) {
        return new Evidence(namespace, entries, waivers, other, updates, together);
    }
}
