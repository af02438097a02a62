package dev.refwarden.log;

import dev.refwarden.decision.Evidence;
import dev.refwarden.decision.Finding;
import dev.refwarden.decision.RuleEvidence;
import dev.refwarden.decision.UpdateEvidence;
import dev.refwarden.decision.Verdict;
import dev.refwarden.object.ObjectId;
import dev.refwarden.policy.Rule;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;

/** What a decision accepts for good: for each update and rule without a finding, the new tip. */
public final class AcceptedTips {
    private AcceptedTips() {}

    /** @param claimedTime a commit's committer time in seconds */
    public static List<AcceptedTip> of(Verdict verdict, Evidence evidence, ToLongFunction<ObjectId> claimedTime) {
        List<AcceptedTip> tips = new ArrayList<>();
        if (verdict instanceof Verdict.Refused) {
            return tips;
        }
        for (UpdateEvidence update : evidence.updates()) {
            for (RuleEvidence rule : update.rules()) {
                Set<Aspect> aspects = aspects(rule.rule());
                boolean settles = update.pushed().commit().isPresent()
                        && !aspects.isEmpty()
                        && !(evidence.together() && rule.restsOnApprovals())
                        && !isConcerned(update, rule, verdict.findings(), evidence.together());
                if (settles) {
                    ObjectId commit = update.pushed().commit().get();
                    tips.add(new AcceptedTip(
                            rule.rule().name(),
                            aspects,
                            update.update().ref(),
                            update.update().before(),
                            update.update().after(),
                            commit,
                            claimedTime.applyAsLong(commit),
                            rule.extendsLine()));
                }
            }
        }
        return tips;
    }

    private static Set<Aspect> aspects(Rule rule) {
        Set<Aspect> aspects = EnumSet.noneOf(Aspect.class);
        if (rule.commits().isPresent()) {
            aspects.add(Aspect.COMMITS);
        }
        if (!rule.paths().isEmpty()) {
            aspects.add(Aspect.PATHS);
        }
        if (rule.commits().isEmpty() && rule.demandsApprovals()) {
            aspects.add(Aspect.APPROVALS);
        }
        return aspects;
    }

    /** Whether a finding speaks against this update under this rule; or against any, where they are judged together. */
    private static boolean isConcerned(
            UpdateEvidence update, RuleEvidence rule, List<Finding> findings, boolean together) {
        for (Finding finding : findings) {
            boolean sameRule = finding.rule().isEmpty()
                    || finding.rule().get().equals(rule.rule().name());
            boolean sameRef = together
                    || finding.ref().isEmpty()
                    || update.names().contains(finding.ref().get());
            if (sameRule && sameRef) {
                return true;
            }
        }
        return false;
    }
}
