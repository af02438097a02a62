package dev.refwarden.ledger;

import dev.refwarden.decision.Evidence;
import dev.refwarden.decision.Finding;
import dev.refwarden.decision.RuleEvidence;
import dev.refwarden.decision.UpdateEvidence;
import dev.refwarden.decision.Verdict;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.policy.Rule;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a decision accepts for good: for each update and rule without a finding, the new tip. */
public final class AcceptedTips {
    private AcceptedTips() {}

    /** What is known of new tips besides. */
    @FunctionalInterface
    public interface Facts {
        /** A commit's committer time in seconds. */
        long claimedTime(ObjectId commit);

        /** What becomes of settled tips once a rule's new tip lands on that ref. */
        default Succession succession(RefName ref, Rule rule) {
            return Succession.NONE;
        }
    }

    /** @param robot whether a robot pushed, of which a rule may demand something else */
    public static List<AcceptedTip> of(Verdict verdict, boolean robot, Evidence evidence, Facts facts) {
        List<AcceptedTip> tips = new ArrayList<>();
        if (verdict instanceof Verdict.Refused) {
            return tips;
        }
        Set<Concern> concerns = concerns(verdict, evidence.together());
        for (UpdateEvidence update : evidence.updates()) {
            for (RuleEvidence rule : update.rules()) {
                Set<Aspect> aspects = aspects(rule.rule(), robot);
                boolean settles = update.pushed().commit().isPresent()
                        && !aspects.isEmpty()
                        && !(evidence.together() && rule.restsOnApprovals())
                        && !isConcerned(update, rule, concerns);
                if (settles) {
                    ObjectId commit = update.pushed().commit().get();
                    tips.add(new AcceptedTip(
                            rule.rule().name(),
                            aspects,
                            update.update().ref(),
                            update.update().before(),
                            update.update().after(),
                            commit,
                            facts.claimedTime(commit),
                            rule.extendsLine(),
                            rule.restsOnItsRef(),
                            facts.succession(update.update().ref(), rule.rule())));
                }
            }
        }
        return tips;
    }

    /**
     * What a rule judges of the commits that it accepts.
     *
     * @param robot whether a robot pushes them
     */
    public static Set<Aspect> aspects(Rule rule, boolean robot) {
        Set<Aspect> aspects = EnumSet.noneOf(Aspect.class);
        if (rule.commits().isPresent()) {
            aspects.add(Aspect.COMMITS);
            aspects.add(rule.judgesFirstParentsOnly() ? Aspect.FIRST_PARENTS : Aspect.ALL_PARENTS);
        }
        if (!rule.paths().isEmpty()) {
            aspects.add(Aspect.PATHS);
        }
        if (rule.demandsApprovalsOf(robot)) {
            aspects.add(Aspect.APPROVALS);
        }
        return aspects;
    }

    /** What a finding speaks against; absent: against every rule, or every ref. */
    private record Concern(Optional<String> rule, Optional<RefName> ref) {}

    /** @param together whether a finding for one ref speaks against all of them */
    private static Set<Concern> concerns(Verdict verdict, boolean together) {
        Set<Concern> concerns = new HashSet<>();
        for (Finding finding : verdict.findings()) {
            concerns.add(new Concern(finding.rule(), together ? Optional.empty() : finding.ref()));
        }
        return concerns;
    }

    private static boolean isConcerned(UpdateEvidence update, RuleEvidence rule, Set<Concern> concerns) {
        Optional<String> name = Optional.of(rule.rule().name());
        boolean everyRef = concerns.contains(new Concern(name, Optional.empty()))
                || concerns.contains(new Concern(Optional.empty(), Optional.empty()));
        return everyRef
                || update.names().stream()
                        .map(Optional::of)
                        .anyMatch(ref -> concerns.contains(new Concern(name, ref))
                                || concerns.contains(new Concern(Optional.empty(), ref)));
    }
}
