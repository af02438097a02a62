package dev.refwarden.decision;

import dev.refwarden.object.ObjectId;
import dev.refwarden.object.RefName;
import dev.refwarden.policy.RepositoryEntry;
import dev.refwarden.policy.Rule;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One rule that a ref falls under, with what it needs to know.
 *
 * @param ref the name that the rule matches; another than the pushed one behind a symbolic ref
 * @param entry where the rule stands
 * @param commits the new commits whose signatures the rule wants, oldest first
 * @param underApproval the new commits for which somebody other than their signer must stand, where the
 *     rule demands approvals of the push; where it lets a second key approve changed files, those that this key must
 *     not have signed; oldest first
 * @param already those new commits that the ref holds already: they came there around the hook
 * @param changes of guarded files
 * @param onBranch whether the tagged commit is on one of the rule's branches once the push is done
 * @param base the settled commit below the new ones, where one was met; for hints
 * @param extendsLine whether the old tip is on the first-parent line of the new one
 * @param trouble what kept the new commits from being collected
 */
public record RuleEvidence(
        RefName ref,
        RepositoryEntry entry,
        Rule rule,
        List<CommitFacts> commits,
        List<CommitFacts> underApproval,
        Set<ObjectId> already,
        List<GuardedChange> changes,
        boolean onBranch,
        Optional<ObjectId> base,
        boolean extendsLine,
        List<Trouble> trouble) {
    public RuleEvidence {
        commits = List.copyOf(commits);
        underApproval = List.copyOf(underApproval);
        already = Set.copyOf(already);
        changes = List.copyOf(changes);
        trouble = List.copyOf(trouble);
    }

    /** Whether somebody else must approve. */
    public boolean restsOnApprovals() {
        return rule.demandsApprovals() || !changes.isEmpty();
    }

    /** The same under the rule without what it demands of a push. */
    RuleEvidence withoutPush() {
        Rule history = new Rule(
                rule.name(),
                rule.refs(),
                rule.commits(),
                rule.tags(),
                rule.keys(),
                Optional.empty(),
                List.of(),
                rule.place());
        return new RuleEvidence(
                ref, entry, history, commits, List.of(), already, List.of(), onBranch, base, extendsLine, trouble);
    }
}
