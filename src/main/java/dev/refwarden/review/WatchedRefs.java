package dev.refwarden.review;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A repository's refs as they are.
 *
 * @param tips of all refs but symbolic ones
 * @param aliases symbolic refs, with the refs that are really written through them
 * @param watched which refs matter, whether they are there or not
 */
record WatchedRefs(Map<RefName, ObjectId> tips, Map<RefName, RefName> aliases, Predicate<RefName> watched) {
    public WatchedRefs {
        tips = Map.copyOf(tips);
        aliases = Map.copyOf(aliases);
    }

    /** The ref that a push to {@code name} writes. */
    RefName written(RefName name) {
        return aliases.getOrDefault(name, name);
    }
}
