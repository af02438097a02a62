package dev.refwarden.evidence;

import dev.refwarden.decision.CommitFacts;
import dev.refwarden.decision.Failure;
import dev.refwarden.decision.GuardedChange;
import dev.refwarden.decision.HeldCommit;
import dev.refwarden.decision.PushedTip;
import dev.refwarden.decision.RuleEvidence;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.ObjectStore;
import dev.refwarden.git.RefName;
import dev.refwarden.git.Settlement;
import dev.refwarden.ledger.Aspect;
import dev.refwarden.policy.RepositoryEntry;
import dev.refwarden.policy.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Gathers what one rule needs to know about one update. */
final class RuleGathering {
    private static final HeldCommit COMPROMISED = new HeldCommit(Optional.empty(), HeldCommit.Origin.COMPROMISED);

    private final ObjectStore store;
    private final History history;
    private final Settlements settlements;
    private final KeyTimes times;
    private final Examination<CommitFacts> commits;
    private final Examination<TouchedGuards> guards;
    private final GuardExaminer guardsBetween;
    private final HeldAlready held;
    private final OwnTips own;
    private final RuleWalks walks;

    /**
     * How objects are looked at.
     *
     * @param guards for the files that each commit changes
     * @param guardsBetween for the files that differ between two commits
     */
    record Examinations(
            Examination<CommitFacts> commits, Examination<TouchedGuards> guards, GuardExaminer guardsBetween) {}

    /** @param guardedTips where refs stand whose commits some rule judges, each with one of them */
    RuleGathering(
            ObjectStore store,
            History history,
            Settlements settlements,
            KeyTimes times,
            Examinations examinations,
            Supplier<Map<ObjectId, RefName>> guardedTips) {
        this.store = store;
        this.history = history;
        this.settlements = settlements;
        this.times = times;
        this.commits = examinations.commits();
        this.guards = examinations.guards();
        this.guardsBetween = examinations.guardsBetween();
        this.own = new OwnTips(settlements, history);
        this.held = new HeldAlready(history, guardedTips);
        this.walks = new RuleWalks(history, settlements, own, commits, guards);
    }

    /** From now on it is asked where commits came from that are there already. */
    void ask(HeldAlready.Origins log) {
        held.ask(log);
    }

    /**
     * Begins to gather for a push.
     *
     * @param many whether a commit that several refs bring is listed for the first of them only
     * @param sure whether no commit may only look new because clocks lie
     */
    void begin(boolean many, boolean sure) {
        walks.begin(many, sure);
    }

    /** Where refs are gathered together, every one must be reached before the first is gathered. */
    void reach(PushedTip before, PushedTip pushed, RefName name, Rule rule) {
        if (!walks.isTogether() || pushed.commit().isEmpty()) {
            return;
        }
        ObjectId tip = pushed.commit().get();
        if (rule.commits().isPresent()) {
            walks.reach(name, rule, Aspect.COMMITS, tip);
            if (rule.demandsApprovals()) {
                walks.reach(name, rule, Aspect.APPROVALS, tip);
            }
            if (before.commit().isEmpty()) {
                times.compromises().forEach(compromise -> walks.reachSuspects(rule, compromise, tip));
            }
        } else if (rule.demandsApprovals()) {
            walks.reach(name, rule, Aspect.APPROVALS, tip);
        }
        if (!rule.paths().isEmpty()) {
            walks.reach(name, rule, Aspect.PATHS, tip);
        }
    }

    /** @param isOnBranch whether a tagged commit is on one of the rule's branches */
    RuleEvidence gather(
            PushedTip before,
            PushedTip pushed,
            RefName name,
            RepositoryEntry entry,
            Rule rule,
            Predicate<ObjectId> isOnBranch) {
        List<Failure> trouble = new ArrayList<>();
        List<CommitFacts> facts = new ArrayList<>();
        List<CommitFacts> underApproval = List.of();
        Map<ObjectId, HeldCommit> already = Map.of();
        List<GuardedChange> changes = List.of();
        List<ObjectId> base = List.of();
        boolean extendsLine = false;
        boolean onBranch = false;
        boolean restsOnItsRef = false;
        if (pushed.commit().isPresent()) {
            ObjectId tip = pushed.commit().get();
            if (rule.commits().isPresent()) {
                List<ObjectId> ids = walks.newCommits(name, rule, Aspect.COMMITS, tip, trouble);
                List<CommitFacts> suspects = suspects(rule, before, tip, ids);
                facts.addAll(suspects);
                facts.addAll(facts(rule, ids));
                already = new HashMap<>(already(name, rule, ids));
                base = history.base(ids, already.keySet());
                for (CommitFacts suspect : suspects) {
                    already.put(suspect.id(), COMPROMISED);
                }
                underApproval = rule.demandsApprovals() ? withSettled(name, rule, facts, tip, trouble) : List.of();
            } else if (rule.demandsApprovals()) {
                underApproval = facts(rule, walks.newCommits(name, rule, Aspect.APPROVALS, tip, trouble));
            }
            if (!rule.paths().isEmpty()) {
                changes = changes(name, rule, before, tip, trouble);
                if (!changes.isEmpty()
                        && rule.commits().isEmpty()
                        && !rule.demandsApprovals()
                        && letsASecondKeyCount(rule)) {
                    underApproval = examined(rule, walks.newCommits(name, rule, Aspect.PATHS, tip, new ArrayList<>()));
                }
            }
            extendsLine = before.commit().isPresent()
                    && history.extendsLine(before.commit().get(), tip);
            onBranch = isOnBranch.test(tip);
            restsOnItsRef = own.carry(name, rule, tip);
        }
        return new RuleEvidence(
                name,
                entry,
                rule,
                facts,
                underApproval,
                already,
                changes,
                onBranch,
                base,
                extendsLine,
                restsOnItsRef,
                trouble);
    }

    /**
     * Every commit that no one but its signer may have vouched for: those whose signatures are judged, and those whose
     * signatures are settled, on side lines, on other branches, or from before the rule demanded approvals.
     */
    private List<CommitFacts> withSettled(
            RefName name, Rule rule, List<CommitFacts> judged, ObjectId tip, List<Failure> trouble) {
        Map<ObjectId, CommitFacts> all = new LinkedHashMap<>();
        facts(rule, walks.newCommits(name, rule, Aspect.APPROVALS, tip, trouble))
                .forEach(commit -> all.put(commit.id(), commit));
        judged.forEach(commit -> all.put(commit.id(), commit));
        return List.copyOf(all.values());
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
    private List<CommitFacts> suspects(Rule rule, PushedTip before, ObjectId tip, List<ObjectId> known) {
        Map<ObjectId, CommitFacts> suspects = new LinkedHashMap<>();
        Set<ObjectId> judged = new HashSet<>(known);
        // Most compromises are looked for on the same way: administrators seldom declare anything between two.
        Map<Settlement, Set<Instant>> ways = new LinkedHashMap<>();
        for (Instant compromise : times.compromises()) {
            Settlement settlement = settlements.sinceCompromise(rule, compromise, before.commit());
            ways.computeIfAbsent(settlement, none -> new HashSet<>()).add(compromise);
        }
        ways.forEach((settlement, compromises) -> {
            for (CommitFacts facts :
                    facts(rule, walks.believedAnew(rule, compromises.iterator().next(), settlement, before, tip))) {
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

    /** What would be new even if nothing were pushed; looked for only where a push of few refs is refused. */
    private Map<ObjectId, HeldCommit> already(RefName name, Rule rule, List<ObjectId> ids) {
        return walks.isExact() && !walks.isTogether()
                ? held.of(own.settlement(name, rule, Aspect.COMMITS), Set.copyOf(ids))
                : Map.of();
    }

    private List<GuardedChange> changes(
            RefName name, Rule rule, PushedTip before, ObjectId tip, List<Failure> trouble) {
        List<ObjectId> ids = walks.newCommits(name, rule, Aspect.PATHS, tip, trouble);
        Map<ObjectId, TouchedGuards> shown = guards.results();
        GuardedChanges found = new GuardedChanges(rule);
        for (int i = ids.size() - 1; i >= 0; i--) {
            found.add(shown.get(ids.get(i)), Optional.of(ids.get(i)));
        }
        if (rule.commits().isPresent() && before.commit().isPresent()) {
            found.addWhole(guardsBetween.between(before.commit().get(), tip, new HashSet<>(ids)));
        }
        trouble.addAll(found.troubles());
        return found.changes(oldestFirst -> {
            List<ObjectId> newestFirst = new ArrayList<>(oldestFirst);
            Collections.reverse(newestFirst);
            return examined(rule, newestFirst);
        });
    }

    /** What commits show whose files alone were looked at so far. */
    private List<CommitFacts> examined(Rule rule, List<ObjectId> newestFirst) {
        newestFirst.forEach(id -> commits.submit(store.read(id)));
        return facts(rule, newestFirst);
    }

    private static boolean letsASecondKeyCount(Rule rule) {
        return rule.paths().stream().anyMatch(guard -> guard.approvals().secondKey());
    }
}
