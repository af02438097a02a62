package dev.refwarden.evidence;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.CommitFacts;
import dev.refwarden.decision.Failure;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.git.Commit;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.ObjectStore;
import dev.refwarden.git.ObjectType;
import dev.refwarden.git.ParsedCommit;
import dev.refwarden.git.StoredObject;
import dev.refwarden.people.PersonId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Shows what a commit's bytes, its signature and its trees say; for one thread. */
final class CommitExaminer implements Examination.Examiner<CommitFacts> {
    private final SignatureReading signatures;
    private final NewTrees newTrees;
    private final TreeReading trees;
    private final TreesOfCommits treesOfCommits;
    private final Failures troubles;
    private final Interned texts;
    private final MergeReading merges;
    private final Asked asked;

    /**
     * What the rules ask of commits.
     *
     * @param wholeHistory whether every rule judges the commits of all parents, not those of the first parent alone
     * @param mergeRobots whose signature may count on clean merges
     */
    record Asked(boolean wholeHistory, Predicate<PersonId> mergeRobots) {}

    /** What the examiners of all threads share. */
    record Shared(SignatureReading signatures, NewTrees newTrees, Interned texts, Failures troubles) {}

    CommitExaminer(ObjectStore store, Deadline deadline, Shared shared, Asked asked) {
        this.signatures = shared.signatures();
        this.newTrees = shared.newTrees();
        this.troubles = shared.troubles();
        this.texts = shared.texts();
        this.trees = new TreeReading(store, troubles, deadline);
        this.merges = new MergeReading(store, deadline);
        this.asked = asked;
        this.treesOfCommits = new TreesOfCommits(store);
    }

    @Override
    public CommitFacts examine(StoredObject object) {
        if (!(object instanceof StoredObject.Raw raw) || raw.type() != ObjectType.COMMIT) {
            return CommitFacts.unreadable(object.id(), "", troubles.ofAncestor(object));
        }
        ParsedCommit parsed = ParsedCommit.of(raw);
        if (parsed instanceof Commit commit) {
            return examine(object.id(), commit);
        }
        String detail = parsed instanceof ParsedCommit.Malformed malformed ? malformed.detail() : "";
        Failure trouble = new Failure(Code.MALFORMED_OBJECT, "the commit is malformed: " + detail);
        return CommitFacts.unreadable(object.id(), parsed.subject(), trouble);
    }

    private CommitFacts examine(ObjectId id, Commit commit) {
        SignatureCheck strict = signatures.check(commit.signature(), false);
        SignatureCheck trailerIgnored = signatures.ignoringTrailer(commit.signature(), strict);
        return new CommitFacts(
                id,
                commit.subject(),
                texts.of(commit.committer().email()),
                texts.of(commit.author().email()),
                commit.parents().size(),
                isByMergeRobot(trailerIgnored) && merges.isClean(commit),
                strict,
                trailerIgnored,
                Optional.empty(),
                treeProblem(id, commit));
    }

    private boolean isByMergeRobot(SignatureCheck check) {
        return check instanceof SignatureCheck.Valid valid
                && asked.mergeRobots().test(valid.enrolled().person());
    }

    private Optional<Failure> treeProblem(ObjectId id, Commit commit) {
        treesOfCommits.remember(id, commit.tree());
        if (newTrees.isWellFormed(commit.tree())) {
            return Optional.empty();
        }
        // Where a rule passes over side lines, no one looked at what another parent than the first holds.
        List<ObjectId> parents = commit.parents();
        List<ObjectId> judged = asked.wholeHistory() ? parents : parents.subList(0, Math.min(1, parents.size()));
        return newTrees.problem(commit.tree(), treesOfCommits.of(judged), trees);
    }
}
