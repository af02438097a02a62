package dev.refwarden.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.decision.Advance;
import dev.refwarden.decision.Attestations;
import dev.refwarden.decision.Code;
import dev.refwarden.decision.CommitFacts;
import dev.refwarden.decision.Decision;
import dev.refwarden.decision.Evidence;
import dev.refwarden.decision.Failure;
import dev.refwarden.decision.Push;
import dev.refwarden.decision.PushedTip;
import dev.refwarden.decision.Pusher;
import dev.refwarden.decision.RuleEvidence;
import dev.refwarden.decision.UpdateEvidence;
import dev.refwarden.git.NewCommits;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import dev.refwarden.ledger.AcceptedTip;
import dev.refwarden.ledger.AcceptedTips;
import dev.refwarden.ledger.Aspect;
import dev.refwarden.ledger.BaselineLine;
import dev.refwarden.ledger.Circumstances;
import dev.refwarden.ledger.Decided;
import dev.refwarden.ledger.KeySightings;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.LogCheck;
import dev.refwarden.ledger.Recorder;
import dev.refwarden.ledger.RepositoryRecord;
import dev.refwarden.ledger.SettledHistory;
import dev.refwarden.ledger.SettledTip;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.people.People;
import dev.refwarden.policy.Glob;
import dev.refwarden.policy.GlobSet;
import dev.refwarden.policy.Members;
import dev.refwarden.policy.RepositoryEntry;
import dev.refwarden.policy.Rule;
import dev.refwarden.policy.yaml.Place;
import dev.refwarden.suite.Effort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the ledger says to be settled, after random pushes to random histories, against sets of commits. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SettlementTest {
    private static final int HISTORIES = Effort.rounds(2_000);
    private static final int PUSHES = 10;
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final List<RefName> REFS = List.of(
            new RefName("refs/heads/main"),
            new RefName("refs/heads/dev"),
            new RefName("refs/heads/topic/1"),
            new RefName("refs/heads/topic/2"));
    private static final List<Aspect> ASPECTS = List.of(Aspect.COMMITS, Aspect.PATHS, Aspect.APPROVALS);
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final Place PLACE = Place.of("policy.yaml");

    private Path folder = MEMORY;
    private Ledger ledger = Ledger.in(new StateFolder(Path.of("")));
    private int replaced;
    private int contained;
    private int settledTips;

    @BeforeAll
    void begin() throws IOException {
        // Thousands of commits are to cost no disk its syncs.
        folder = Files.isWritable(MEMORY)
                ? Files.createTempDirectory(MEMORY, "refwarden")
                : Files.createTempDirectory("refwarden");
        ledger = Ledger.create(new StateFolder(folder));
    }

    @AfterAll
    void end() throws IOException {
        ledger.close();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    @Test
    void whatIsSettledIsWhatSetsOfCommitsSay() throws IOException {
        for (int i = 0; i < HISTORIES; i++) {
            new History(i, i % 2 == 0, false).play();
        }
        assertThatNeedlessTipsWent();
    }

    @Test
    void whereTooMuchIsSettledToReadAllOfItWhatIsNearIsEnough() throws IOException {
        for (int i = 0; i < HISTORIES / 2; i++) {
            new History(100_000 + i, i % 2 == 0, true).play();
        }
        assertThatNeedlessTipsWent();
    }

    private void assertThatNeedlessTipsWent() throws IOException {
        assertThat(replaced).isGreaterThan(HISTORIES / 4);
        assertThat(contained).isGreaterThan(HISTORIES / 30);
        assertThat(settledTips).isPositive();
        assertThat(LogCheck.walk(ledger, LogCheck.Known.NOTHING, lines -> {}).breaks())
                .isEmpty();
    }

    /** One repository, from its first push on. */
    private final class History {
        private final Random random;
        private final CommitGraph graph;
        private final String name;
        private final boolean scopesStay;
        private final boolean large;
        private final Map<RefName, ObjectId> refs = new HashMap<>();
        private final List<AcceptedTip> waiting = new ArrayList<>();
        private final List<AcceptedTip> landed = new ArrayList<>();
        private final List<NaiveSettlement.Declared> declared = new ArrayList<>();
        private final Set<ObjectId> single = new HashSet<>();
        private List<Rule> rules;

        History(int seed, boolean scopesStay, boolean large) {
            this.random = new Random(seed);
            this.graph = new CommitGraph(random, 25);
            this.name = "history" + seed;
            this.scopesStay = scopesStay;
            this.large = large;
            this.rules = rules(List.of());
        }

        void play() throws IOException {
            for (int i = 0; i < PUSHES; i++) {
                if (random.nextInt(5) == 0) {
                    rules = rules(rules);
                }
                if (random.nextInt(12) == 0) {
                    declare();
                }
                push();
                compare();
            }
            settledTips += open().settled().size();
        }

        private RepositoryRecord open(RefUpdate... updates) throws IOException {
            return RepositoryRecord.open(ledger, name, List.of(updates), ref -> Optional.ofNullable(refs.get(ref)));
        }

        /** A ref that is at a tip which was accepted for it has landed. */
        private void look() {
            for (AcceptedTip tip : List.copyOf(waiting)) {
                if (tip.after().equals(refs.getOrDefault(tip.ref(), ObjectId.ZERO))) {
                    waiting.remove(tip);
                    landed.add(tip);
                }
            }
        }

        private void declare() throws IOException {
            look();
            RefName ref = REFS.get(random.nextInt(REFS.size()));
            ObjectId commit = graph.any(random);
            BaselineLine.Settled settled;
            if (random.nextInt(3) == 0) {
                settled = BaselineLine.Settled.commits(List.of(commit));
                single.add(commit);
            } else {
                boolean own = random.nextInt(3) > 0;
                settled = BaselineLine.Settled.refs(
                        List.of(new BaselineLine.Declared(ref, commit, Optional.of(commit), graph.time(commit), own)),
                        false);
                declared.add(new NaiveSettlement.Declared(commit, own ? Optional.of(ref) : Optional.empty()));
            }
            KeySightings sightings = KeySightings.of(ledger, "sha256:0", new People(List.of()), NOW);
            open().declare(NOW, new BaselineLine(name, "root", "", settled, sightings, Path.of("/srv", name)));
        }

        private void push() throws IOException {
            look();
            RefName ref = REFS.get(random.nextInt(REFS.size()));
            ObjectId before = refs.getOrDefault(ref, ObjectId.ZERO);
            boolean deletes = !before.isNull() && random.nextInt(6) == 0;
            ObjectId after = deletes ? ObjectId.ZERO : graph.any(random);
            RefUpdate update = new RefUpdate(before, after, ref);
            RepositoryRecord record = open(update);
            List<AcceptedTip> accepted = deletes ? List.of() : record(record, update);
            accepted.forEach(tip -> {
                replaced += tip.succession().replaces().size();
                contained += tip.succession().contained() ? 1 : 0;
            });
            if (deletes) {
                record.note(NOW, Duration.ofMinutes(1));
                refs.remove(ref);
            } else if (random.nextInt(5) > 0) {
                refs.put(ref, after);
            }
            waiting.addAll(accepted);
        }

        private List<AcceptedTip> record(RepositoryRecord record, RefUpdate update) throws IOException {
            Judged judged = new Judged(record);
            List<RuleEvidence> passing = new ArrayList<>();
            List<RuleEvidence> withCommits = new ArrayList<>();
            for (Rule rule : rules) {
                if (rule.refs().contain(update.ref().value()) && random.nextInt(5) > 0) {
                    Set<ObjectId> fresh = rule.commits().isPresent()
                            ? judged.newCommits(rule, Aspect.COMMITS, update.ref(), update.after())
                            : Set.of();
                    if (rule.commits().isEmpty()) {
                        judged.newCommits(rule, Aspect.PATHS, update.ref(), update.after());
                    }
                    boolean extendsLine = !update.creates()
                            && graph.before(Set.of(update.after()), true).contains(update.before());
                    boolean own = judged.own.carry(update.ref(), rule, update.after());
                    assertThat(own).as(name).isEqualTo(naive(true).restsOnItsRef(rule, update.ref(), update.after()));
                    passing.add(evidence(update, rule, Set.of(), extendsLine, own));
                    withCommits.add(evidence(update, rule, fresh, extendsLine, own));
                }
            }
            Push push = new Push(name, Pusher.UNKNOWN, new People(List.of()), List.of(update));
            Evidence evidence = evidence(update, passing);
            AcceptedTips.Facts facts = new Successions(judged.history, record).of(evidence(update, withCommits));
            Recorder.Seen seen = new Recorder.Seen(name, Optional.of(record), Optional.empty(), Optional.empty());
            Circumstances how =
                    new Circumstances(Optional.empty(), Optional.empty(), Optional.empty(), (decided, caseId) -> "");
            return new Recorder(ledger, how, NOW, () -> 1)
                    .record(seen, Duration.ofMinutes(1), view -> {
                        var verdict = Decision.decide(push, evidence, NOW);
                        assertThat(verdict.findings()).isEmpty();
                        List<AcceptedTip> tips = AcceptedTips.of(verdict, random.nextBoolean(), evidence, facts);
                        return new Decided(verdict, push, evidence, tips, List.of(), List.of(), List.of(), "");
                    })
                    .decided()
                    .accepted();
        }

        private void compare() throws IOException {
            look();
            RefName ref = REFS.get(random.nextInt(REFS.size()));
            ObjectId tip = graph.any(random);
            Judged judged = new Judged(open(new RefUpdate(refs.getOrDefault(ref, ObjectId.ZERO), tip, ref)));
            for (Rule rule : rules) {
                for (Aspect aspect : ASPECTS) {
                    boolean asked = aspect != Aspect.COMMITS || rule.commits().isPresent();
                    if (rule.refs().contain(ref.value()) && asked) {
                        Set<ObjectId> found = judged.newCommits(rule, aspect, ref, tip);
                        Set<ObjectId> withAll = naive(true).newCommits(rule, aspect, Optional.of(ref), tip);
                        assertThat(found)
                                .as("%s: %s, %s of %s", name, rule.name(), aspect, ref)
                                .isEqualTo(naive(false).newCommits(rule, aspect, Optional.of(ref), tip))
                                .containsAll(withAll);
                        if (scopesStay) {
                            assertThat(found).as(name).isEqualTo(withAll);
                        }
                    }
                }
            }
        }

        /** @param needless whether tips count that the log says to have gone */
        private NaiveSettlement naive(boolean needless) {
            List<NaiveSettlement.Landed> tips = new ArrayList<>();
            for (int i = 0; i < landed.size(); i++) {
                AcceptedTip tip = landed.get(i);
                boolean gone = tip.succession().contained() || isReplaced(tip, landed.subList(i + 1, landed.size()));
                if (needless || !gone) {
                    tips.add(new NaiveSettlement.Landed(
                            tip.rule(),
                            tip.aspects(),
                            tip.commit(),
                            tip.forItsRefOnly() ? Optional.of(tip.ref()) : Optional.empty()));
                }
            }
            Set<String> names = new HashSet<>();
            REFS.forEach(ref -> names.add(ref.value()));
            return new NaiveSettlement(graph, rules, names, tips, declared, single);
        }

        private static boolean isReplaced(AcceptedTip tip, List<AcceptedTip> later) {
            return later.stream()
                    .filter(other -> other.rule().equals(tip.rule()) && Aspect.include(other.aspects(), tip.aspects()))
                    .filter(other -> other.settled().only().equals(tip.settled().only()))
                    .anyMatch(other -> other.succession().replaces().contains(tip.commit()));
        }

        private List<Rule> rules(List<Rule> before) {
            return List.of(
                    rule("main", "refs/heads/main", "refs/heads/dev", before),
                    rule("dev", "refs/heads/dev", "refs/heads/topic/1", before),
                    rule("all", "refs/heads/**", "refs/heads/main", before),
                    rule("files", "refs/heads/**", "", before));
        }

        private Rule rule(String rule, String ref, String basedOn, List<Rule> before) {
            Optional<Rule> last =
                    before.stream().filter(one -> one.name().equals(rule)).findFirst();
            Rule.Scope scope = last.isPresent() && scopesStay
                    ? last.get().commits().map(Rule.Commits::scope).orElse(Rule.Scope.ALL)
                    : random.nextInt(3) == 0 ? Rule.Scope.FIRST_PARENT : Rule.Scope.ALL;
            Members nobody = new Members(List.of(), Set.of());
            Optional<Rule.Commits> commits = basedOn.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Rule.Commits(
                            nobody,
                            scope,
                            random.nextInt(3) == 0 ? List.of(new Glob(basedOn)) : List.of(),
                            Optional.empty(),
                            Rule.Whose.ANYONE,
                            Rule.Whose.ANYONE,
                            random.nextInt(12) == 0 ? Set.of(graph.any(random)) : Set.of(),
                            false));
            Rule.Approvals one = new Rule.Approvals(1, nobody, false, Duration.ZERO);
            boolean guards = commits.isEmpty() || random.nextInt(3) == 0;
            Rule.PushDemands nothing = new Rule.PushDemands(Optional.empty(), false, Set.of(), Optional.empty());
            Rule.PushDemands approvals = new Rule.PushDemands(Optional.empty(), false, Set.of(), Optional.of(one));
            // Demanded of robots alone, so that nothing has to be approved here.
            Optional<Rule.Push> push = random.nextInt(3) == 0
                    ? Optional.empty()
                    : Optional.of(new Rule.Push(nothing, Optional.of(approvals), true, true));
            return new Rule(
                    rule,
                    names(ref),
                    commits,
                    Optional.empty(),
                    Rule.Keys.DEFAULT,
                    push,
                    guards ? List.of(new Rule.GuardedPaths(names("**"), one, PLACE)) : List.of(),
                    PLACE);
        }

        /** What one push sees. */
        private final class Judged {
            private final dev.refwarden.evidence.History history =
                    new dev.refwarden.evidence.History(graph.store(), 1_000);
            private final Settlements settlements;
            private final OwnTips own;

            Judged(RepositoryRecord record) {
                RepositoryEntry entry = entry();
                settlements = new Settlements(
                        List.of(entry), large ? new Large(record) : record, () -> Set.of("refs/heads/main"));
                own = new OwnTips(settlements, history);
            }

            /** As a push finds them that would be refused. */
            Set<ObjectId> newCommits(Rule rule, Aspect aspect, RefName ref, ObjectId tip) {
                List<ObjectId> first = walk(rule, aspect, ref, tip).commits();
                long oldest = first.stream().mapToLong(graph::time).min().orElse(Long.MAX_VALUE / 2);
                settlements.useNear(first, oldest);
                return Set.copyOf(walk(rule, aspect, ref, tip)
                        .walkToTheEnd(Integer.MAX_VALUE)
                        .commits());
            }

            private NewCommits walk(Rule rule, Aspect aspect, RefName ref, ObjectId tip) {
                return history.newCommits(own.settlement(ref, rule, aspect).orElseThrow(), commit -> {})
                        .walkFrom(tip);
            }
        }

        private RepositoryEntry entry() {
            return new RepositoryEntry(names("**"), false, Optional.empty(), true, true, rules, PLACE);
        }

        private Evidence evidence(RefUpdate update, List<RuleEvidence> of) {
            UpdateEvidence one = new UpdateEvidence(
                    update,
                    Optional.ofNullable(refs.get(update.ref())),
                    List.of(update.ref()),
                    false,
                    new PushedTip(List.of(), Optional.of(update.after()), Optional.empty()),
                    update.creates() ? Advance.CREATED : Advance.FORWARD,
                    Optional.empty(),
                    of);
            return new Evidence(false, List.of(entry()), Optional.empty(), Attestations.NONE, List.of(one));
        }

        private RuleEvidence evidence(
                RefUpdate update, Rule rule, Set<ObjectId> fresh, boolean extendsLine, boolean own) {
            List<CommitFacts> commits = fresh.stream()
                    .map(id -> CommitFacts.unreadable(id, "", new Failure(Code.MALFORMED_OBJECT, "")))
                    .toList();
            return new RuleEvidence(
                    update.ref(),
                    entry(),
                    rule,
                    commits,
                    List.of(),
                    Map.of(),
                    List.of(),
                    true,
                    List.of(),
                    extendsLine,
                    own,
                    List.of());
        }
    }

    private static GlobSet names(String glob) {
        return new GlobSet(List.of(new Glob(glob)), List.of());
    }

    /** So much that a push begins with next to nothing of it. */
    private record Large(RepositoryRecord record) implements SettledHistory {
        @Override
        public List<SettledTip> recent() {
            Set<SettledTip> recorded = Set.copyOf(record.recorded());
            // What has landed just now is known to every push.
            return record.recent().stream()
                    .filter(tip -> tip.rule().isEmpty() || tip.only().isPresent() || !recorded.contains(tip))
                    .toList();
        }

        @Override
        public List<SettledTip> all() {
            throw new IllegalStateException("it is too much");
        }

        @Override
        public boolean isLarge() {
            return true;
        }

        @Override
        public boolean had(RefName ref, ObjectId tip) {
            return false;
        }

        @Override
        public List<SettledTip> near(Collection<ObjectId> commits, long oldest) throws IOException {
            return record.near(commits, oldest);
        }
    }
}
