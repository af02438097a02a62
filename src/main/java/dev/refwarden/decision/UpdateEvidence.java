package dev.refwarden.decision;

import dev.refwarden.object.ObjectId;
import dev.refwarden.object.RefName;
import dev.refwarden.object.RefUpdate;
import java.util.List;
import java.util.Optional;

/**
 * One line of the push with what the repository showed about it.
 *
 * @param tip where the ref really is now
 * @param names the ref, and the one that is really written where it is symbolic
 * @param internal whether the server itself writes this ref, so that no rule judges it
 * @param approval what is to be stored among Refwarden's own refs; absent for all other refs
 * @param rules every rule that matches one of the names
 */
public record UpdateEvidence(
        RefUpdate update,
        Optional<ObjectId> tip,
        List<RefName> names,
        boolean internal,
        PushedTip pushed,
        Advance advance,
        Optional<OfferedApproval> approval,
        List<RuleEvidence> rules) {
    public UpdateEvidence {
        names = List.copyOf(names);
        rules = List.copyOf(rules);
    }
}
