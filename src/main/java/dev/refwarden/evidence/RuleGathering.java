package dev.refwarden.evidence;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.CommitFacts;
import dev.refwarden.decision.GuardedChange;
import dev.refwarden.decision.PushedTip;
import dev.refwarden.decision.RuleEvidence;
import dev.refwarden.decision.Trouble;
import dev.refwarden.history.NewCommits;
import dev.refwarden.history.Settlement;
import dev.refwarden.object.ObjectId;
import dev.refwarden.object.ObjectStore;
import dev.refwarden.object.RefName;
import dev.refwarden.policy.RepositoryEntry;
import dev.refwarden.policy.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Gathers what one rule needs to know about one update. */
final class RuleGathering {
    /** How far beyond the push a doubt is followed; clocks that lie by more are rare, and only refuse. */
    private static final int DOUBTFUL_COMMITS = 20_000;

    private final ObjectStore store;
    private final History history;
    private final Settlements settlements;
    private final KeyTimes times;
    private final Examination<CommitFacts> commits;
    private final Examination<TouchedGuards> guards;
    private final GuardExaminer guardsBetween;
    private final int limit;
    private boolean exact;

    RuleGathering(
            ObjectStore store,
            History history,
            Settlements settlements,
            KeyTimes times,
            Examination<CommitFacts> commits,
            Examination<TouchedGuards> guards,
            GuardExaminer guardsBetween,
            int limit) {
        this.store = store;
        this.history = history;
        this.settlements = settlements;
        this.times = times;
        this.commits = commits;
        this.guards = guards;
        this.guardsBetween = guardsBetween;
        this.limit = limit;
    }

    /** From now on, no commit only looks new because clocks lie. */
    void beExact() {
        exact = true;
    }

    /** @param isOnBranch whether a tagged commit is on one of the rule's branches */
    RuleEvidence gather(
            PushedTip before,
            PushedTip pushed,
            RefName name,
            RepositoryEntry entry,
            Rule rule,
            Predicate<ObjectId> isOnBranch) {
        List<Trouble> trouble = new ArrayList<>();
        List<CommitFacts> facts = new ArrayList<>();
        List<CommitFacts> underApproval = List.of();
        Set<ObjectId> already = Set.of();
        List<GuardedChange> changes = List.of();
        Optional<ObjectId> base = Optional.empty();
        boolean extendsLine = false;
        boolean onBranch = false;
        if (pushed.commit().isPresent()) {
            ObjectId tip = pushed.commit().get();
            if (rule.commits().isPresent()) {
                List<ObjectId> ids = newCommits(settlements.forCommits(rule), tip, commits, trouble);
                facts.addAll(suspects(rule, before, tip, ids));
                facts.addAll(facts(rule, ids));
                base = history.base(tip, ids);
                already = already(settlements.forCommits(rule), before);
                underApproval = rule.demandsApprovals() ? facts : List.of();
            } else if (rule.demandsApprovals()) {
                underApproval = facts(rule, newCommits(settlements.forApprovals(rule), tip, commits, trouble));
            }
            if (!rule.paths().isEmpty()) {
                changes = changes(rule, before, tip, trouble);
            }
            extendsLine = before.commit().isPresent()
                    && history.extendsLine(before.commit().get(), tip);
            onBranch = isOnBranch.test(tip);
        }
        return new RuleEvidence(
                name, entry, rule, facts, underApproval, already, changes, onBranch, base, extendsLine, trouble);
    }

    /** What commits show that were submitted before, in reverse order: oldest first. */
    private List<CommitFacts> facts(Rule rule, List<ObjectId> newestFirst) {
        Map<ObjectId, CommitFacts> shown = commits.results();
        List<CommitFacts> facts = new ArrayList<>(newestFirst.size());
        for (int i = newestFirst.size() - 1; i >= 0; i--) {
            CommitFacts shownFacts = Objects.requireNonNull(shown.get(newestFirst.get(i)));
            Optional<Instant> accepted = times.firstAccepted(shownFacts.id(), shownFacts.trailerIgnored(), rule);
            facts.add(accepted.map(shownFacts::accepted).orElse(shownFacts));
        }
        return facts;
    }

    /**
     * Settled commits that are new again, because the key that signed them was compromised when they were
     * accepted, and that the ref does not hold yet.
     */
    private List<CommitFacts> suspects(
            Rule rule, PushedTip before, ObjectId tip, List<ObjectId> known) {
        Map<ObjectId, CommitFacts> suspects = new LinkedHashMap<>();
        Set<ObjectId> judged = new HashSet<>(known);
        // Most compromises are looked for on the same way: administrators seldom declare anything between two.
        Map<Settlement, Set<Instant>> walks = new LinkedHashMap<>();
        for (Instant compromise : times.compromises()) {
            Settlement settlement = settlements.sinceCompromise(rule, compromise, before.commit());
            walks.computeIfAbsent(settlement, none -> new HashSet<>()).add(compromise);
        }
        walks.forEach((settlement, compromises) -> {
            NewCommits walk = history.heldCommits(settlement, commits::submit).walkFrom(tip);
            if (exact) {
                walk.walkToTheEnd(DOUBTFUL_COMMITS);
            }
            for (CommitFacts facts : facts(rule, walk.commits())) {
                boolean suspect = facts.compromisedSince(times.now())
                        .filter(compromises::contains)
                        .isPresent();
                if (suspect && !judged.contains(facts.id())) {
                    suspects.put(facts.id(), facts);
                }
            }
        });
        return List.copyOf(suspects.values());
    }

    /** What would be new even if nothing were pushed; looked for only where a push is refused. */
    private Set<ObjectId> already(Optional<Settlement> settlement, PushedTip before) {
        if (!exact || settlement.isEmpty() || before.commit().isEmpty()) {
            return Set.of();
        }
        NewCommits walk = history.newCommits(settlement.get(), found -> {})
                .walkFrom(before.commit().get());
        return new HashSet<>(walk.walkToTheEnd(DOUBTFUL_COMMITS).commits());
    }

    /** The commits that are new from {@code tip} on, newest first, all submitted to {@code examination}. */
    private List<ObjectId> newCommits(
            Optional<Settlement> settlement, ObjectId tip, Examination<?> examination, List<Trouble> trouble) {
        if (settlement.isEmpty()) {
            trouble.add(new Trouble(Code.LIMIT_EXCEEDED, "more rules are based on each other than can be judged"));
            return List.of();
        }
        NewCommits walk =
                history.newCommits(settlement.get(), examination::submit).walkFrom(tip);
        if (exact) {
            walk.walkToTheEnd(DOUBTFUL_COMMITS);
        }
        if (walk.exceedsLimit()) {
            trouble.add(new Trouble(Code.LIMIT_EXCEEDED, "more than " + limit + " new commits in one push"));
        }
        return walk.commits();
    }

    private List<GuardedChange> changes(Rule rule, PushedTip before, ObjectId tip, List<Trouble> trouble) {
        List<ObjectId> ids = newCommits(settlements.forPaths(rule), tip, guards, trouble);
        Map<ObjectId, TouchedGuards> shown = guards.results();
        GuardedChanges found = new GuardedChanges(rule);
        for (int i = ids.size() - 1; i >= 0; i--) {
            found.add(shown.get(ids.get(i)), Optional.of(ids.get(i)));
        }
        if (rule.commits().isPresent() && before.commit().isPresent()) {
            found.addWhole(guardsBetween.between(before.commit().get(), tip));
        }
        trouble.addAll(found.troubles());
        return found.changes(oldestFirst -> {
            oldestFirst.forEach(id -> commits.submit(store.read(id)));
            List<ObjectId> newestFirst = new ArrayList<>(oldestFirst);
            Collections.reverse(newestFirst);
            return facts(rule, newestFirst);
        });
    }
}
