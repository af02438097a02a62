package dev.refwarden.decision;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import java.util.List;

/**
 * A pushed tag whose commit is on a branch that its rule names only if another update of the same push lands.
 *
 * @param commit the tagged commit
 * @param branches the refs whose updates would bring it there; some of them where there are many
 */
public record RestingTag(RefName ref, ObjectId commit, List<RefName> branches) {
    public RestingTag {
        branches = List.copyOf(branches);
    }
}
