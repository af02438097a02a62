package dev.refwarden.ledger;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A commit that is settled with everything before it, or by itself.
 *
 * @param rule under which rule; absent for what an administrator declared, which holds for all
 * @param aspects what of it was judged; none where the commit alone is settled, under every rule, without what is before it
 * @param only the ref for which alone it counts; absent where it counts for all
 * @param declared when an administrator declared it; absent where a rule accepted it
 * @param claimedTime the commit's committer time in seconds, a hint only
 */
public record SettledTip(
        Optional<String> rule,
        Set<Aspect> aspects,
        ObjectId commit,
        Optional<RefName> only,
        Optional<Instant> declared,
        long claimedTime) {
    public SettledTip {
        aspects = Set.copyOf(aspects);
    }

    /** Whether nothing before the commit is settled by it. */
    public boolean isSingle() {
        return rule.isEmpty() && aspects.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SettledTip tip
                && commit.equals(tip.commit)
                && rule.equals(tip.rule)
                && only.equals(tip.only)
                && aspects.equals(tip.aspects);
    }

    @Override
    public int hashCode() {
        return commit.hashCode();
    }
}
