package dev.refwarden.evidence;

import dev.refwarden.policy.Rule;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which guarded files something changes: for each guard the first path and how many in all.
 *
 * @param trouble why not everything could be compared; empty where it could
 */
record TouchedGuards(Map<Rule.GuardedPaths, Touch> touches, String trouble) {
    static final TouchedGuards NONE = new TouchedGuards(Map.of(), "");

    /** @param path as people read it */
    record Touch(String path, int paths) {
        Touch plus(Touch other) {
            return new Touch(path, paths + other.paths);
        }
    }

    TouchedGuards plus(TouchedGuards other) {
        if (other.touches.isEmpty() && other.trouble.isEmpty()) {
            return this;
        }
        Map<Rule.GuardedPaths, Touch> all = new LinkedHashMap<>(touches);
        other.touches.forEach((guard, touch) -> all.merge(guard, touch, Touch::plus));
        return new TouchedGuards(all, trouble.isEmpty() ? other.trouble : trouble);
    }
}
