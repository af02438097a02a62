package dev.refwarden.evidence;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.CommitFacts;
import dev.refwarden.decision.Failure;
import dev.refwarden.decision.Limit;
import dev.refwarden.decision.PushedTip;
import dev.refwarden.git.NewCommits;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.Settlement;
import dev.refwarden.ledger.Aspect;
import dev.refwarden.policy.Rule;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which commits are new to a rule, found by walking from the pushed tips to what is settled. In a push of many refs one
 * walk serves them all: each of them reaches its tip first, then takes what is its own.
 */
final class RuleWalks {
    /** How far beyond the push a doubt is followed; clocks that lie by more are rare, and only refuse. */
    static final int DOUBTFUL_COMMITS = 20_000;

    private final History history;
    private final Settlements settlements;
    private final OwnTips own;
    private final Examination<CommitFacts> commits;
    private final Examination<TouchedGuards> guards;
    private final Map<Walk, CommonWalk> common = new HashMap<>();
    /** Every commit that looked new under some rule. */
    private final Set<ObjectId> looksNew = new HashSet<>();

    private boolean exceeded;
    private boolean together;
    private boolean exact;

    /**
     * What a common walk is for.
     *
     * @param compromise the time since when it believes nothing; the end of time where it looks for new commits
     */
    private record Walk(String rule, Aspect aspect, Instant compromise) {}

    RuleWalks(
            History history,
            Settlements settlements,
            OwnTips own,
            Examination<CommitFacts> commits,
            Examination<TouchedGuards> guards) {
        this.history = history;
        this.settlements = settlements;
        this.own = own;
        this.commits = commits;
        this.guards = guards;
    }

    /**
     * Begins to look for a push.
     *
     * @param many whether a commit that several refs bring is listed for the first of them only
     * @param sure whether no commit may only look new because clocks lie
     */
    void begin(boolean many, boolean sure) {
        common.clear();
        if (sure && exceeded) {
            settlements.useAll();
        } else if (sure) {
            long oldest =
                    looksNew.stream().mapToLong(history::claimedTime).min().orElse(Long.MAX_VALUE / 2);
            settlements.useNear(looksNew, oldest);
        }
        together = many;
        exact = sure;
    }

    /** Whether a commit that several refs bring is listed for the first of them only. */
    boolean isTogether() {
        return together;
    }

    /** Whether no commit may only look new because clocks lie. */
    boolean isExact() {
        return exact;
    }

    /** Reaches {@code tip} on the common walk for this aspect of a rule, where the ref has no tips of its own. */
    void reach(RefName name, Rule rule, Aspect aspect, ObjectId tip) {
        if (!own.of(name, rule, aspect).isEmpty()) {
            return;
        }
        settlements
                .of(rule, aspect)
                .ifPresent(settlement -> common(new Walk(rule.name(), aspect, Instant.MAX), settlement)
                        .reach(tip));
    }

    /** Reaches {@code tip} on the common walk that believes nothing accepted since {@code compromise}. */
    void reachSuspects(Rule rule, Instant compromise, ObjectId tip) {
        suspectsOfNewRefs(rule, compromise).reach(tip);
    }

    private CommonWalk suspectsOfNewRefs(Rule rule, Instant compromise) {
        return common.computeIfAbsent(
                new Walk(rule.name(), Aspect.COMMITS, compromise),
                unknown -> new CommonWalk(history.heldCommits(
                        settlements.sinceCompromise(rule, compromise, Optional.empty()), commits::submit)));
    }

    private CommonWalk common(Walk walk, Settlement settlement) {
        Examination<?> examination = walk.aspect() == Aspect.PATHS ? guards : commits;
        return common.computeIfAbsent(
                walk, unknown -> new CommonWalk(history.newCommits(settlement, examination::submit)));
    }

    /** Settled commits from {@code tip} on that were accepted since {@code compromise}, all submitted for examination. */
    List<ObjectId> believedAnew(Rule rule, Instant compromise, Settlement settlement, PushedTip before, ObjectId tip) {
        if (together && before.commit().isEmpty()) {
            CommonWalk walk = suspectsOfNewRefs(rule, compromise);
            if (exact) {
                walk.walkToTheEnd(DOUBTFUL_COMMITS);
            }
            return walk.take(tip);
        }
        NewCommits walk = history.heldCommits(settlement, commits::submit).walkFrom(tip);
        if (exact) {
            walk.walkToTheEnd(DOUBTFUL_COMMITS);
        }
        return walk.commits();
    }

    /** The commits that are new from {@code tip} on, newest first, all submitted for examination. */
    List<ObjectId> newCommits(RefName name, Rule rule, Aspect aspect, ObjectId tip, List<Failure> trouble) {
        Optional<Settlement> settlement = own.settlement(name, rule, aspect);
        if (settlement.isEmpty()) {
            trouble.add(new Failure(Code.LIMIT_EXCEEDED, Limit.BASED_ON.exceeded(0)));
            return List.of();
        }
        if (together && own.of(name, rule, aspect).isEmpty()) {
            return taken(common(new Walk(rule.name(), aspect, Instant.MAX), settlement.get()), tip, trouble);
        }
        return walked(settlement.get(), tip, aspect == Aspect.PATHS ? guards : commits, trouble);
    }

    private List<ObjectId> taken(CommonWalk walk, ObjectId tip, List<Failure> trouble) {
        if (exact) {
            walk.walkToTheEnd(DOUBTFUL_COMMITS);
        }
        checkLimit(walk.exceedsLimit(), trouble);
        return looksNew(walk.take(tip));
    }

    private List<ObjectId> walked(
            Settlement settlement, ObjectId tip, Examination<?> examination, List<Failure> trouble) {
        NewCommits walk = history.newCommits(settlement, examination::submit).walkFrom(tip);
        if (exact) {
            walk.walkToTheEnd(DOUBTFUL_COMMITS);
        }
        checkLimit(walk.exceedsLimit(), trouble);
        return looksNew(walk.commits());
    }

    private List<ObjectId> looksNew(List<ObjectId> commits) {
        looksNew.addAll(commits);
        return commits;
    }

    private void checkLimit(boolean exceeds, List<Failure> trouble) {
        exceeded |= exceeds;
        if (exceeds) {
            trouble.add(new Failure(Code.LIMIT_EXCEEDED, Limit.COMMITS.exceeded(history.limit())));
        }
    }
}
