package dev.refwarden.evidence;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.Failure;
import dev.refwarden.decision.GuardedChange;
import dev.refwarden.policy.Rule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which guarded files something changes: for each guard the first path and how many in all.
 *
 * @param trouble why not everything could be compared; absent where it could
 */
record TouchedGuards(Map<Rule.GuardedPaths, Touch> touches, Optional<Failure> trouble) {
    static final TouchedGuards NONE = new TouchedGuards(Map.of(), Optional.empty());

    /** Where something could not be read, or was not well-formed. */
    static TouchedGuards malformed(String detail) {
        return new TouchedGuards(Map.of(), Optional.of(new Failure(Code.MALFORMED_OBJECT, detail)));
    }

    /**
     * @param path as people read it
     * @param paths how many; {@link GuardedChange#MANY} means all numbers above it as well
     */
    record Touch(String path, int paths) {
        Touch plus(Touch other) {
            return new Touch(path, sum(paths, other.paths));
        }
    }

    /** Of numbers of paths. */
    static int sum(int some, int more) {
        return Math.min(GuardedChange.MANY, some + more);
    }

    TouchedGuards plus(TouchedGuards other) {
        if (other.touches.isEmpty() && other.trouble.isEmpty()) {
            return this;
        }
        Map<Rule.GuardedPaths, Touch> all = new LinkedHashMap<>(touches);
        other.touches.forEach((guard, touch) -> all.merge(guard, touch, Touch::plus));
        return new TouchedGuards(all, trouble.or(() -> other.trouble));
    }
}
