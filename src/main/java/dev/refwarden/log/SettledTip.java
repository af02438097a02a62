package dev.refwarden.log;

import dev.refwarden.object.ObjectId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A commit that is settled with everything before it.
 *
 * @param rule under which rule; absent for what an administrator declared, which holds for all
 * @param declared when an administrator declared it; absent where a rule accepted it
 * @param claimedTime the commit's committer time in seconds, a hint only
 */
public record SettledTip(
        Optional<String> rule, Set<Aspect> aspects, ObjectId commit, Optional<Instant> declared, long claimedTime) {
    public SettledTip {
        aspects = Set.copyOf(aspects);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SettledTip tip
                && commit.equals(tip.commit)
                && rule.equals(tip.rule)
                && aspects.equals(tip.aspects);
    }

    @Override
    public int hashCode() {
        return commit.hashCode();
    }
}
