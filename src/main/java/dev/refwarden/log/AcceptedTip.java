package dev.refwarden.log;

import dev.refwarden.object.ObjectId;
import dev.refwarden.object.RefName;
import java.util.Set;

/**
 * A tip that a rule accepted; whether the ref ever got there is another question.
 *
 * @param ref the ref that was to be written
 * @param before its tip until then, zero if it was created
 * @param after its new tip, a commit or a tag object
 * @param commit the commit that {@code after} leads to
 * @param claimedTime that commit's committer time in seconds, a hint only
 * @param extendsLine whether {@code before} is on the first-parent line of {@code commit}
 */
public record AcceptedTip(
        String rule,
        Set<Aspect> aspects,
        RefName ref,
        ObjectId before,
        ObjectId after,
        ObjectId commit,
        long claimedTime,
        boolean extendsLine) {
    public AcceptedTip {
        aspects = Set.copyOf(aspects);
    }

    /** Within one push, a rule accepts a ref once. */
    @Override
    public boolean equals(Object other) {
        return other instanceof AcceptedTip tip
                && after.equals(tip.after)
                && ref.equals(tip.ref)
                && rule.equals(tip.rule);
    }

    @Override
    public int hashCode() {
        return 31 * after.hashCode() + ref.hashCode();
    }
}
