package dev.refwarden.evidence;

import dev.refwarden.decision.Advance;
import dev.refwarden.decision.Attestations;
import dev.refwarden.decision.CommitFacts;
import dev.refwarden.decision.Evidence;
import dev.refwarden.decision.HeldCommit;
import dev.refwarden.decision.OfferedApproval;
import dev.refwarden.decision.PushedTip;
import dev.refwarden.decision.RefFacts;
import dev.refwarden.decision.RuleEvidence;
import dev.refwarden.decision.UpdateEvidence;
import dev.refwarden.format.Keyring;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.ObjectStore;
import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import dev.refwarden.git.store.GitRepository;
import dev.refwarden.git.store.RefState;
import dev.refwarden.git.store.VerifiedObjects;
import dev.refwarden.ledger.AcceptedTips;
import dev.refwarden.ledger.DecisionKind;
import dev.refwarden.ledger.RepositoryRecord;
import dev.refwarden.ledger.SettledHistory;
import dev.refwarden.policy.Policy;
import dev.refwarden.policy.RepositoryEntry;
import dev.refwarden.policy.Rule;
import dev.refwarden.policy.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Gathers the evidence for one push. */
public final class Gatherer implements AutoCloseable {
    /** In a push of more refs than these, a commit that several of them bring is listed with the first only. */
    private static final int FEW_REFS = 64;

    private final GitRepository repository;
    private final Server server;
    private final List<RepositoryEntry> entries;
    private final List<RefUpdate> updates;
    private final ObjectStore store;
    private final ConcurrentLinkedQueue<VerifiedObjects> opened = new ConcurrentLinkedQueue<>();
    private final Statements statements;
    private final Deadline deadline;
    private final Failures troubles;
    private final SignatureReading signatures;
    private final TipReading tips;
    private final History history;
    private final RefNames refs;
    private final SettledHistory settled;
    private final Examination<CommitFacts> commits;
    private final Examination<TouchedGuards> guards;
    private final RuleGathering rules;
    private final GoverningRules governing;
    private boolean together;
    private boolean pushed;

    /** An update as far as it is known before its commits are. */
    private record Reached(RefUpdate update, RefState state, List<RefName> names, PushedTip before, PushedTip pushed) {}

    /**
     * Where the push arrives, and by what it is judged.
     *
     * @param entries the policy's entries that match the repository
     */
    public record Context(GitRepository repository, Server server, List<RepositoryEntry> entries, Keyring keys) {}

    /**
     * What the push brings.
     *
     * @param shallow whether git said that the pusher's history is cut off
     * @param statements what people stated
     */
    public record Brought(List<RefUpdate> updates, boolean shallow, Statements statements) {}

    /**
     * What was before.
     *
     * @param settled what is settled in the repository
     * @param times what the lives of keys ask of history
     */
    public record Past(SettledHistory settled, KeyTimes times) {}

    /** Prepares to gather, within {@code deadline}. */
    public Gatherer(Context context, Brought brought, Past past, Deadline deadline) {
        this.statements = brought.statements();
        this.repository = context.repository();
        this.server = context.server();
        this.entries = context.entries();
        this.updates = brought.updates();
        this.together = updates.size() > FEW_REFS;
        this.deadline = deadline;
        this.store = openStore();
        this.troubles = new Failures(
                brought.shallow() || repository.isShallow(), server.limits().objectSize());
        this.signatures = new SignatureReading(context.keys());
        this.tips = new TipReading(store, signatures, troubles);
        this.history = new History(store, server.limits().commits());
        this.refs = new RefNames(repository);
        this.settled = past.settled();
        Settlements settlements =
                new Settlements(entries, settled, () -> refs.tips().keySet());
        List<Rule.GuardedPaths> guarded = guarded(entries);
        NewTrees newTrees = new NewTrees();
        CommitExaminer.Shared shared = new CommitExaminer.Shared(signatures, newTrees, new Interned(), troubles);
        CommitExaminer.Asked asked = asked(entries);
        this.commits = new Examination<>(() -> new CommitExaminer(openStore(), deadline, shared, asked));
        this.guards = new Examination<>(() -> new GuardExaminer(openStore(), guarded, newTrees, troubles, deadline));
        GuardExaminer guardsBetween = new GuardExaminer(store, guarded, newTrees, troubles, deadline);
        this.governing = new GoverningRules(context, updates, refs, history);
        this.rules = new RuleGathering(
                store,
                history,
                settlements,
                past.times(),
                new RuleGathering.Examinations(commits, guards, guardsBetween),
                governing::guardedTips);
    }

    /**
     * Gathers everything; quickly for a push of many refs, where each commit is listed with one of them.
     *
     * @param namespace whether {@code GIT_NAMESPACE} is set
     * @param waivers how many of whom can lift findings
     * @throws DeadlinePassed if that takes longer than the server allows
     */
    public Evidence gather(boolean namespace, Optional<Policy.Waivers> waivers) throws IOException {
        rules.begin(together, false);
        return gathered(namespace, waivers, false);
    }

    /**
     * The same, but sure that no commit only looks new because clocks lie; slower, so for pushes that
     * would be refused.
     */
    public Evidence gatherExactly(boolean namespace, Optional<Policy.Waivers> waivers) throws IOException {
        rules.begin(together, true);
        return gathered(namespace, waivers, true);
    }

    /** From now on every commit is listed with every ref that brings it, however many there are. */
    public void listWithEachRef() {
        together = false;
    }

    /** From now on refs are held against what the repository holds and git would refuse: for a push, not for history. */
    public void holdAgainstRepository() {
        pushed = true;
    }

    /** From now on the log is asked where commits came from that the server holds already. */
    public void askFor(RepositoryRecord record) {
        rules.ask(commits -> {
            Map<ObjectId, HeldCommit.Origin> origins = new HashMap<>();
            try {
                record.letThrough(commits, DecisionKind.WAIVED)
                        .forEach(commit -> origins.put(commit, HeldCommit.Origin.WAIVED));
                record.letThrough(commits, DecisionKind.OBSERVED)
                        .forEach(commit -> origins.put(commit, HeldCommit.Origin.OBSERVED));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return origins;
        });
    }

    private Evidence gathered(boolean namespace, Optional<Policy.Waivers> waivers, boolean refused) throws IOException {
        List<Reached> reached = new ArrayList<>(updates.size());
        for (RefUpdate update : updates) {
            reached.add(reach(update));
        }
        List<UpdateEvidence> gathered = new ArrayList<>(updates.size());
        for (Reached update : reached) {
            gathered.add(gather(update));
        }
        Evidence evidence = new Evidence(namespace, entries, waivers, Attestations.NONE, gathered, together);
        return pushed ? evidence.with(facts(gathered, refused)) : evidence;
    }

    /** @param refused whether the push would be refused by what is known without them */
    private List<RefFacts> facts(List<UpdateEvidence> gathered, boolean refused) throws IOException {
        List<RefFacts> facts = new RefSurroundings(
                        new RefSurroundings.Here(repository, refs, settled),
                        entries,
                        gathered,
                        new OneApprovalEach(statements, refs, deadline, statements.now()),
                        deadline)
                .facts();
        List<RefFacts> complete =
                new PushedObjects(refs, history, commits, server.limits().commits(), refused).complete(facts, gathered);
        return new ApprovedUpdates(repository, store, tips, signatures).complete(complete, gathered);
    }

    /** What is known of the new tips: their claimed times, and what becomes of settled tips where they land. */
    public AcceptedTips.Facts tipFacts(Evidence evidence, RepositoryRecord record) throws IOException {
        return new Successions(history, record).of(evidence);
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

    private Reached reach(RefUpdate update) throws IOException {
        deadline.check();
        // A name that git does not take may lead to any file of the repository.
        RefState state = update.ref().isWellFormed()
                ? repository.ref(update.ref())
                : new RefState(update.ref(), Optional.empty(), Optional.empty());
        List<RefName> names = new ArrayList<>(List.of(update.ref()));
        state.target().ifPresent(target -> {
            names.add(target);
            governing.writesThrough(update.ref(), target);
        });
        PushedTip pushed = update.deletes() ? PushedTip.NOTHING : tips.read(update.after());
        PushedTip before = update.creates() ? PushedTip.NOTHING : tips.read(update.before());
        for (RefName name : names) {
            for (RepositoryEntry entry : entries) {
                for (Rule rule : entry.rules()) {
                    if (governing.matches(rule, name)) {
                        rules.reach(before, pushed, name, rule.over(name.value()));
                    }
                }
            }
        }
        return new Reached(update, state, names, before, pushed);
    }

    private UpdateEvidence gather(Reached reached) {
        deadline.check();
        RefUpdate update = reached.update();
        Advance advance = history.advance(update, reached.before(), reached.pushed());
        List<RuleEvidence> gathered = new ArrayList<>();
        for (RefName name : reached.names()) {
            for (RepositoryEntry entry : entries) {
                for (Rule rule : entry.rules()) {
                    if (governing.matches(rule, name)) {
                        Rule here = rule.over(name.value());
                        gathered.add(rules.gather(
                                reached.before(),
                                reached.pushed(),
                                name,
                                entry,
                                here,
                                tip -> governing.isOnBranch(here, tip)));
                    }
                }
            }
        }
        return new UpdateEvidence(
                update,
                reached.state().tip(),
                reached.names(),
                governing.isInternal(update.ref()),
                reached.pushed(),
                advance,
                approval(update),
                gathered);
    }

    private Optional<OfferedApproval> approval(RefUpdate update) {
        return update.ref().isUnder(ApprovalReading.REFS) && !update.deletes()
                ? Optional.of(statements.approval(update.after()))
                : Optional.empty();
    }

    private static CommitExaminer.Asked asked(List<RepositoryEntry> entries) {
        List<Rule.Commits> demands = entries.stream()
                .flatMap(entry -> entry.rules().stream())
                .flatMap(rule -> rule.commits().stream())
                .toList();
        return new CommitExaminer.Asked(
                demands.stream().allMatch(commits -> commits.scope() == Rule.Scope.ALL),
                signer -> demands.stream()
                        .flatMap(commits -> commits.mergesBy().stream())
                        .anyMatch(robots -> robots.contain(signer)));
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
