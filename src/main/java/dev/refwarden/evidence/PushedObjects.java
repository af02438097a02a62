package dev.refwarden.evidence;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.CommitFacts;
import dev.refwarden.decision.Failure;
import dev.refwarden.decision.Flaw;
import dev.refwarden.decision.Limit;
import dev.refwarden.decision.RefFacts;
import dev.refwarden.decision.RuleEvidence;
import dev.refwarden.decision.UpdateEvidence;
import dev.refwarden.decision.WaitingProposal;
import dev.refwarden.git.NewCommits;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.Settlement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of pushed objects besides any rule: whether others can fetch them already, and whether a proposal's are sound. */
final class PushedObjects {
    /** In a repository of more branches, only what is a ref's tip itself is known to be there. */
    private static final int MOST_BRANCHES = 10_000;

    /** Advice is given for a few refs only, and each of these questions begins at every branch. */
    private static final int MOST_WALKS = 16;

    private final RefNames refs;
    private final History history;
    private final Examination<CommitFacts> commits;
    private final int limit;
    private final boolean asked;
    private int proposals;
    private int walks;
    private @Nullable Set<ObjectId> tips;
    private @Nullable Settlement branches;

    /**
     * @param limit how many commits a proposal may bring
     * @param asked whether to look for what can be fetched
     */
    PushedObjects(RefNames refs, History history, Examination<CommitFacts> commits, int limit, boolean asked) {
        this.refs = refs;
        this.history = history;
        this.commits = commits;
        this.limit = limit;
        this.asked = asked;
    }

    /** The facts, one for each update, with what is known of its objects. */
    List<RefFacts> complete(List<RefFacts> facts, List<UpdateEvidence> updates) {
        List<RefFacts> complete = new ArrayList<>(facts.size());
        for (int i = 0; i < facts.size(); i++) {
            UpdateEvidence update = updates.get(i);
            boolean fetchable = asked
                    && !update.update().deletes()
                    && update.rules().stream().anyMatch(RuleEvidence::restsOnApprovals)
                    && isFetchable(update);
            complete.add(facts.get(i).with(fetchable, flaws(update)));
        }
        return complete;
    }

    private boolean isFetchable(UpdateEvidence update) {
        if (tips().contains(update.update().after())) {
            return true;
        }
        Optional<ObjectId> commit = update.pushed().commit();
        return update.pushed().layers().isEmpty()
                && commit.isPresent()
                && branches().tips().size() <= MOST_BRANCHES
                && ++walks <= MOST_WALKS
                && history.isSettled(branches(), commit.get());
    }

    /** Of more proposals than one person may have none is looked at, since they are refused. */
    private List<Flaw> flaws(UpdateEvidence update) {
        boolean proposed = update.update().ref().isUnder(WaitingProposal.REFS)
                && update.update().creates()
                && !update.update().deletes();
        Optional<ObjectId> commit = update.pushed().commit();
        if (!proposed || commit.isEmpty() || ++proposals > WaitingProposal.MOST_OF_A_PERSON) {
            return List.of();
        }
        NewCommits walk = history.newCommits(branches(), commits::submit).walkFrom(commit.get());
        List<Flaw> flaws = new ArrayList<>();
        if (walk.exceedsLimit()) {
            Failure many = new Failure(Code.LIMIT_EXCEEDED, Limit.COMMITS_OF_PROPOSAL.exceeded(limit));
            flaws.add(new Flaw(Optional.empty(), many));
        }
        Map<ObjectId, CommitFacts> shown = commits.results();
        for (ObjectId id : walk.commits()) {
            Optional.ofNullable(shown.get(id))
                    .flatMap(CommitFacts::trouble)
                    .ifPresent(trouble -> flaws.add(new Flaw(Optional.of(id), trouble)));
        }
        return flaws;
    }

    private Set<ObjectId> tips() {
        if (tips == null) {
            tips = new HashSet<>(refs.tips().values());
        }
        return tips;
    }

    private Settlement branches() {
        if (branches == null) {
            Set<ObjectId> heads = new HashSet<>();
            refs.tips().forEach((name, tip) -> {
                if (name.startsWith("refs/heads/")) {
                    heads.add(tip);
                }
            });
            branches = Settlement.before(heads);
        }
        return branches;
    }
}
