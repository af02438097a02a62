package dev.refwarden.decision;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.policy.RepositoryEntry;
import dev.refwarden.policy.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One rule that a ref falls under, with what it needs to know.
 *
 * @param ref the name that the rule matches; another than the pushed one behind a symbolic ref
 * @param entry where the rule is
 * @param commits the new commits whose signatures the rule requires, oldest first
 * @param underApproval the new commits for which someone other than their signer must stand, where the
 *     rule demands approvals of the push; where it lets a second key approve changed files, those that this key must
 *     not have signed; oldest first
 * @param already those new commits that the server holds already: no push under this rule brought them there, or their key
 *     was compromised then
 * @param changes of guarded files
 * @param onBranch whether the tagged commit is on one of the rule's branches once the push is done
 * @param base the commits that the new ones, less those of {@code already}, rest on; none that another one contains; for
 *     hints
 * @param extendsLine whether the old tip is on the first-parent line of the new one
 * @param restsOnItsRef whether some commit before the new ones is settled for this ref alone
 * @param trouble what kept the new commits from being collected
 */
public record RuleEvidence(
        RefName ref,
        RepositoryEntry entry,
        Rule rule,
        List<CommitFacts> commits,
        List<CommitFacts> underApproval,
        Map<ObjectId, HeldCommit> already,
        List<GuardedChange> changes,
        boolean onBranch,
        List<ObjectId> base,
        boolean extendsLine,
        boolean restsOnItsRef,
        List<Failure> trouble) {
    public RuleEvidence {
        commits = List.copyOf(commits);
        underApproval = List.copyOf(underApproval);
        already = Map.copyOf(already);
        base = List.copyOf(base);
        changes = List.copyOf(changes);
        trouble = List.copyOf(trouble);
    }

    /** The new commits whose signatures the rule requires, with text behind the armored block passed over where it allows that. */
    public List<CommitFacts> commitsAsRead() {
        return rule.commits().filter(Rule.Commits::trailingArmorAllowed).isPresent()
                ? commits.stream().map(CommitFacts::passingOverTrailer).toList()
                : commits;
    }

    /** Whether the rule reads tags with text behind the armored block passed over. */
    public boolean passesOverTrailersOfTags() {
        return rule.tags().filter(Rule.Tags::trailingArmorAllowed).isPresent();
    }

    /** Whether someone else must approve. */
    public boolean restsOnApprovals() {
        return rule.demandsApprovals() || !changes.isEmpty();
    }

    /** The same under the rule without what it demands of a push. */
    RuleEvidence withoutPush() {
        return withoutPush(rule.paths(), changes);
    }

    /** The same under the rule without what it demands of a push or for changed files. */
    RuleEvidence asHistory() {
        return withoutPush(List.of(), List.of());
    }

    private RuleEvidence withoutPush(List<Rule.GuardedPaths> paths, List<GuardedChange> changes) {
        Rule history = new Rule(
                rule.name(),
                rule.refs(),
                rule.commits(),
                rule.tags(),
                rule.keys(),
                Optional.empty(),
                paths,
                rule.place());
        return new RuleEvidence(
                ref,
                entry,
                history,
                commits,
                List.of(),
                already,
                changes,
                onBranch,
                base,
                extendsLine,
                restsOnItsRef,
                trouble);
    }
}
