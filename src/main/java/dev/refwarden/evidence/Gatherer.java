package dev.refwarden.evidence;

import dev.refwarden.decision.Advance;
import dev.refwarden.decision.Attestations;
import dev.refwarden.decision.Code;
import dev.refwarden.decision.CommitFacts;
import dev.refwarden.decision.Evidence;
import dev.refwarden.decision.GuardedChange;
import dev.refwarden.decision.OfferedApproval;
import dev.refwarden.decision.PushedTip;
import dev.refwarden.decision.RuleEvidence;
import dev.refwarden.decision.Trouble;
import dev.refwarden.decision.UpdateEvidence;
import dev.refwarden.git.GitRepository;
import dev.refwarden.git.RefState;
import dev.refwarden.git.VerifiedObjects;
import dev.refwarden.history.NewCommits;
import dev.refwarden.history.Settlement;
import dev.refwarden.key.Keyring;
import dev.refwarden.log.SettledTip;
import dev.refwarden.object.ObjectId;
import dev.refwarden.object.ObjectStore;
import dev.refwarden.object.RefName;
import dev.refwarden.object.RefUpdate;
import dev.refwarden.policy.Policy;
import dev.refwarden.policy.RepositoryEntry;
import dev.refwarden.policy.Rule;
import dev.refwarden.policy.Server;
import java.io.IOException;
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
import java.util.concurrent.ConcurrentLinkedQueue;

/** Gathers the evidence for one push. */
public final class Gatherer implements AutoCloseable {
    /** How far beyond the push a doubt is followed; clocks that lie by more are rare, and only refuse. */
    private static final int DOUBTFUL_COMMITS = 20_000;

    private final GitRepository repository;
    private final Server server;
    private final List<RepositoryEntry> entries;
    private final List<RefUpdate> updates;
    private final ObjectStore store;
    private final ConcurrentLinkedQueue<VerifiedObjects> opened = new ConcurrentLinkedQueue<>();
    private final Statements statements;
    private final KeyTimes times;
    private final Deadline deadline;
    private final Troubles troubles;
    private final TipReading tips;
    private final History history;
    private final RefNames refs;
    private final Settlements settlements;
    private final GuardExaminer guardsBetween;
    private final Examination<CommitFacts> commits;
    private final Examination<TouchedGuards> guards;
    private boolean exact;

    /**
     * Prepares to gather.
     *
     * @param entries the policy's entries that match the repository
     * @param settled what is settled there
     * @param shallow whether git said that the pusher's history is cut off
     * @param statements what people stated
     * @param times what the lives of keys ask of history
     */
    public Gatherer(
            GitRepository repository,
            Server server,
            List<RepositoryEntry> entries,
            Keyring keys,
            List<SettledTip> settled,
            List<RefUpdate> updates,
            boolean shallow,
            Statements statements,
            KeyTimes times,
            Deadline deadline) {
        this.times = times;
        this.statements = statements;
        this.repository = repository;
        this.server = server;
        this.entries = entries;
        this.updates = updates;
        this.deadline = deadline;
        this.store = openStore();
        this.troubles = new Troubles(shallow || repository.isShallow());
        SignatureReading signatures = new SignatureReading(keys);
        this.tips = new TipReading(store, signatures, troubles);
        this.history = new History(store, server.limits().commits());
        this.refs = new RefNames(repository);
        this.settlements = new Settlements(entries, settled, () -> refs.tips().keySet());
        List<Rule.GuardedPaths> guarded = guarded(entries);
        this.guardsBetween = new GuardExaminer(store, guarded, troubles, deadline);
        NewTrees newTrees = new NewTrees();
        Interned texts = new Interned();
        this.commits = new Examination<>(() -> new CommitExaminer(openStore(), signatures, newTrees, troubles, texts));
        this.guards = new Examination<>(() -> new GuardExaminer(openStore(), guarded, troubles, deadline));
    }

    /**
     * Gathers everything.
     *
     * @param namespace whether {@code GIT_NAMESPACE} is set
     * @param waivers how many of whom can lift findings
     * @throws DeadlinePassed if that takes longer than the server allows
     */
    public Evidence gather(boolean namespace, Optional<Policy.Waivers> waivers) throws IOException {
        List<UpdateEvidence> gathered = new ArrayList<>(updates.size());
        for (RefUpdate update : updates) {
            gathered.add(gather(update));
        }
        return new Evidence(namespace, entries, waivers, Attestations.NONE, gathered);
    }

    /**
     * The same, but sure that no commit only looks new because clocks lie; slower, so for pushes that
     * would be refused.
     */
    public Evidence gatherExactly(boolean namespace, Optional<Policy.Waivers> waivers) throws IOException {
        exact = true;
        return gather(namespace, waivers);
    }

    /** The claimed time of a commit that gathering came upon, in seconds, 0 for others. */
    public long claimedTime(ObjectId commit) {
        return history.claimedTime(commit);
    }

    @Override
    public void close() {
        commits.close();
        guards.close();
        opened.forEach(VerifiedObjects::close);
    }

    private UpdateEvidence gather(RefUpdate update) throws IOException {
        RefState state = repository.ref(update.ref());
        List<RefName> names = new ArrayList<>(List.of(update.ref()));
        state.target().ifPresent(names::add);
        PushedTip pushed = update.deletes() ? PushedTip.NOTHING : tips.read(update.after());
        PushedTip before = update.creates() ? PushedTip.NOTHING : tips.read(update.before());
        Advance advance = history.advance(update, before, pushed);
        List<RuleEvidence> rules = new ArrayList<>();
        for (RefName name : names) {
            for (RepositoryEntry entry : entries) {
                for (Rule rule : entry.rules()) {
                    if (matches(rule, name)) {
                        rules.add(gather(before, pushed, name, entry, rule));
                    }
                }
            }
        }
        return new UpdateEvidence(
                update, state.tip(), names, isInternal(update.ref()), pushed, advance, approval(update), rules);
    }

    private Optional<OfferedApproval> approval(RefUpdate update) {
        return update.ref().isUnder(ApprovalReading.REFS) && !update.deletes()
                ? Optional.of(statements.approval(update.after()))
                : Optional.empty();
    }

    private boolean matches(Rule rule, RefName name) {
        return !isInternal(name)
                && !name.isUnder("refs/refwarden/")
                && rule.refs().contain(name.value());
    }

    private boolean isInternal(RefName name) {
        return server.internalRefs()
                .filter(names -> names.contain(name.value()))
                .isPresent();
    }

    private RuleEvidence gather(PushedTip before, PushedTip pushed, RefName name, RepositoryEntry entry, Rule rule) {
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
                facts.addAll(suspects(rule, before, tip, ids, trouble));
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
            onBranch = rule.tags().filter(tags -> isOnBranch(tags, tip)).isPresent();
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
            Rule rule, PushedTip before, ObjectId tip, List<ObjectId> known, List<Trouble> trouble) {
        Map<ObjectId, CommitFacts> suspects = new LinkedHashMap<>();
        Set<ObjectId> judged = new HashSet<>(known);
        for (Instant compromise : times.compromises()) {
            Settlement settlement = settlements.sinceCompromise(rule, compromise, before.commit());
            for (CommitFacts facts : facts(rule, newCommits(Optional.of(settlement), tip, commits, trouble))) {
                if (!judged.contains(facts.id()) && facts.isByCompromisedKey(times.now())) {
                    suspects.put(facts.id(), facts);
                }
            }
        }
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
            int limit = server.limits().commits();
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

    private boolean isOnBranch(Rule.Tags tags, ObjectId commit) {
        if (tags.on().isEmpty()) {
            return true;
        }
        Map<String, ObjectId> after = new HashMap<>(refs.tips());
        for (RefUpdate update : updates) {
            after.put(update.ref().value(), update.after());
        }
        Set<ObjectId> branches = new HashSet<>();
        after.forEach((name, tip) -> {
            if (!tip.isZero() && tags.on().get().contain(name)) {
                branches.add(tip);
            }
        });
        return history.isBefore(commit, branches);
    }

    private ObjectStore openStore() {
        VerifiedObjects objects = repository.objects(server.limits().objectSize());
        opened.add(objects);
        return new TimedObjects(objects, deadline);
    }

    private static List<Rule.GuardedPaths> guarded(List<RepositoryEntry> entries) {
        List<Rule.GuardedPaths> guarded = new ArrayList<>();
        for (RepositoryEntry entry : entries) {
            entry.rules().forEach(rule -> guarded.addAll(rule.paths()));
        }
        return guarded;
    }
}
