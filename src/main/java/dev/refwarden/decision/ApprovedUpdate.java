package dev.refwarden.decision;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.people.PersonId;
import java.util.List;
import java.util.Optional;

/**
 * The update that a stored approval speaks of, as the repository has it when the approval arrives.
 *
 * @param names its ref, and the one that is really written where that is symbolic
 * @param tip where the ref is now
 * @param signer who signed what is approved; absent where no enrolled key did, or it is not here yet
 */
public record ApprovedUpdate(List<RefName> names, Optional<ObjectId> tip, Optional<PersonId> signer) {
    public ApprovedUpdate {
        names = List.copyOf(names);
    }
}
