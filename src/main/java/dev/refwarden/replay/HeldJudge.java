package dev.refwarden.replay;

import dev.refwarden.decision.CommitFacts;
import dev.refwarden.decision.Decision;
import dev.refwarden.decision.Evidence;
import dev.refwarden.decision.Finding;
import dev.refwarden.decision.GuardedChange;
import dev.refwarden.decision.Push;
import dev.refwarden.decision.Pusher;
import dev.refwarden.decision.RuleEvidence;
import dev.refwarden.decision.UpdateEvidence;
import dev.refwarden.decision.Verdict;
import dev.refwarden.evidence.Deadline;
import dev.refwarden.evidence.FactorReading;
import dev.refwarden.evidence.Gatherer;
import dev.refwarden.evidence.KeyTimes;
import dev.refwarden.evidence.Statements;
import dev.refwarden.format.Keyring;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import dev.refwarden.git.store.GitRepository;
import dev.refwarden.git.store.VerifiedObjects;
import dev.refwarden.ledger.KeySightings;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.RepositoryRecord;
import dev.refwarden.people.People;
import dev.refwarden.policy.read.Configuration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Judges what refs hold on the server and no rule accepted, as the next push to each will be judged, with nothing
 * demanded of the push itself.
 */
public final class HeldJudge {
    private final Ledger ledger;
    private final Configuration configuration;
    private final GitRepository repository;
    private final VerifiedObjects objects;
    private final String name;
    private final Instant now = Instant.now();

    public HeldJudge(
            Ledger ledger,
            Configuration configuration,
            GitRepository repository,
            VerifiedObjects objects,
            String name) {
        this.ledger = ledger;
        this.configuration = configuration;
        this.repository = repository;
        this.objects = objects;
        this.name = name;
    }

    /**
     * What is found in refs, as if each were at that tip; what several hold is reported for each.
     *
     * @throws dev.refwarden.evidence.DeadlinePassed if it takes longer
     */
    public HeldFindings judgeEach(Map<RefName, ObjectId> tips, Deadline deadline) throws IOException {
        return judge(tips, HeldJudge::withEachRef, Integer.MAX_VALUE, deadline);
    }

    /**
     * The same in little time; where refs are many, what several hold is reported for one of them, and lying clocks may make
     * something look new.
     *
     * @param most how many new commits are looked at
     */
    public HeldFindings judgeQuickly(Map<RefName, ObjectId> tips, int most, Deadline deadline) throws IOException {
        return judge(tips, gatherer -> gatherer.gather(false, Optional.empty()), most, deadline);
    }

    private static Evidence withEachRef(Gatherer gatherer) throws IOException {
        gatherer.listWithEachRef();
        return gatherer.gatherExactly(false, Optional.empty());
    }

    private HeldFindings judge(Map<RefName, ObjectId> tips, Gathering gathering, int most, Deadline deadline)
            throws IOException {
        List<RefUpdate> updates = new ArrayList<>();
        tips.forEach((ref, tip) -> updates.add(new RefUpdate(tip, tip, ref)));
        Push push = new Push(name, Pusher.UNKNOWN, people(), updates);
        Evidence evidence = gather(push, gathering, most, deadline);
        Set<ObjectId> commits = new HashSet<>();
        List<UpdateEvidence> held = new ArrayList<>();
        boolean more = false;
        for (UpdateEvidence update : evidence.updates()) {
            held.add(update.asHeld());
            for (RuleEvidence rule : update.rules()) {
                more |= !rule.trouble().isEmpty();
                rule.commits().stream().map(CommitFacts::id).forEach(commits::add);
                rule.changes().stream()
                        .map(GuardedChange::commit)
                        .flatMap(Optional::stream)
                        .forEach(commits::add);
            }
        }
        Evidence judged =
                new Evidence(false, evidence.entries(), Optional.empty(), evidence.attestations(), held, false);
        return findings(Decision.decide(push, judged, now), commits, more);
    }

    /** Only what is said of new commits: tags that are there already are not pushed again. */
    private static HeldFindings findings(Verdict verdict, Set<ObjectId> commits, boolean more) {
        List<Finding> refusing = verdict instanceof Verdict.Refused refused ? refused.refusing() : List.of();
        List<Finding> observed = verdict instanceof Verdict.Refused refused ? refused.observed() : verdict.findings();
        return new HeldFindings(about(commits, refusing), about(commits, observed), more);
    }

    private static List<Finding> about(Set<ObjectId> commits, List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.rule().isPresent())
                .filter(finding -> finding.object().filter(commits::contains).isPresent())
                .filter(finding -> !finding.code().word().startsWith("tag-"))
                .toList();
    }

    @FunctionalInterface
    private interface Gathering {
        Evidence by(Gatherer gatherer) throws IOException;
    }

    private Evidence gather(Push push, Gathering gathering, int most, Deadline deadline) throws IOException {
        Keyring keys = new Keyring(push.people());
        RepositoryRecord record = RepositoryRecord.open(ledger, name, List.of(), this::tipOf);
        Statements.Sources sources = new Statements.Sources(repository, objects, keys, FactorReading.NONE);
        Statements statements = new Statements(name, push, Map.of(), sources, deadline, now);
        try (Gatherer gatherer = new Gatherer(
                new Gatherer.Context(
                        repository,
                        configuration.server().forHistory(most),
                        configuration.policy().entriesFor(name),
                        keys),
                new Gatherer.Brought(push.updates(), false, statements),
                new Gatherer.Past(record, new KeyTimes(record::firstAccepted, push.people(), false, now)),
                deadline)) {
            return gathering.by(gatherer);
        }
    }

    private People people() throws IOException {
        return KeySightings.of(
                        ledger,
                        configuration.policy().digest(),
                        configuration.policy().people(),
                        now)
                .remembered(configuration.policy().people());
    }

    private Optional<ObjectId> tipOf(RefName ref) {
        try {
            return repository.ref(ref).tip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
