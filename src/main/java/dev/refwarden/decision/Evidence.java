package dev.refwarden.decision;

import dev.refwarden.policy.RepositoryEntry;
import java.util.List;

/**
 * Everything that a decision rests on beside the push and the policy.
 *
 * @param namespace whether {@code GIT_NAMESPACE} is set, so that refs are not what they seem
 * @param entries the policy's entries that match the repository
 */
public record Evidence(boolean namespace, List<RepositoryEntry> entries, List<UpdateEvidence> updates) {
    public Evidence {
        entries = List.copyOf(entries);
        updates = List.copyOf(updates);
    }
}
