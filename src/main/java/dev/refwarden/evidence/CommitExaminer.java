package dev.refwarden.evidence;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.CommitFacts;
import dev.refwarden.decision.Trouble;
import dev.refwarden.object.Commit;
import dev.refwarden.object.ObjectId;
import dev.refwarden.object.ObjectStore;
import dev.refwarden.object.ObjectType;
import dev.refwarden.object.ParsedCommit;
import dev.refwarden.object.StoredObject;
import dev.refwarden.signature.SignatureCheck;
import java.util.List;
import java.util.Optional;

/** Shows what a commit's bytes, its signature and its trees say; for one thread. */
final class CommitExaminer implements Examination.Examiner<CommitFacts> {
    private final SignatureReading signatures;
    private final NewTrees newTrees;
    private final TreeReading trees;
    private final TreesOfCommits treesOfCommits;
    private final Troubles troubles;
    private final Interned texts;
    private final boolean wholeHistory;

    /** @param wholeHistory whether every rule judges the commits of all parents, not those of the first parent alone */
    CommitExaminer(
            ObjectStore store,
            SignatureReading signatures,
            NewTrees newTrees,
            TreeReading trees,
            Troubles troubles,
            Interned texts,
            boolean wholeHistory) {
        this.signatures = signatures;
        this.newTrees = newTrees;
        this.trees = trees;
        this.wholeHistory = wholeHistory;
        this.treesOfCommits = new TreesOfCommits(store);
        this.troubles = troubles;
        this.texts = texts;
    }

    @Override
    public CommitFacts examine(StoredObject object) {
        if (!(object instanceof StoredObject.Raw raw) || raw.type() != ObjectType.COMMIT) {
            return CommitFacts.unreadable(object.id(), "", troubles.of(object, ObjectType.COMMIT));
        }
        ParsedCommit parsed = ParsedCommit.of(raw.bytes());
        if (parsed instanceof Commit commit) {
            return examine(object.id(), commit);
        }
        String detail = parsed instanceof ParsedCommit.Malformed malformed ? malformed.detail() : "";
        Trouble trouble = new Trouble(Code.MALFORMED_OBJECT, "the commit is malformed: " + detail);
        return CommitFacts.unreadable(object.id(), parsed.subject(), trouble);
    }

    private CommitFacts examine(ObjectId id, Commit commit) {
        SignatureCheck strict = signatures.check(commit.signature(), false);
        return new CommitFacts(
                id,
                commit.subject(),
                texts.of(commit.committer().email()),
                texts.of(commit.author().email()),
                commit.parents().size(),
                strict,
                signatures.ignoringTrailer(commit.signature(), strict),
                Optional.empty(),
                treeProblem(id, commit));
    }

    private Optional<Trouble> treeProblem(ObjectId id, Commit commit) {
        treesOfCommits.remember(id, commit.tree());
        if (newTrees.isWellFormed(commit.tree())) {
            return Optional.empty();
        }
        // Where a rule passes over side lines, nobody looked at what another parent than the first holds.
        List<ObjectId> parents = commit.parents();
        List<ObjectId> judged = wholeHistory ? parents : parents.subList(0, Math.min(1, parents.size()));
        return newTrees.problem(commit.tree(), treesOfCommits.of(judged), trees);
    }
}
