package dev.refwarden.replay;

import dev.refwarden.decision.CommitFacts;
import dev.refwarden.decision.Decision;
import dev.refwarden.decision.Evidence;
import dev.refwarden.decision.Finding;
import dev.refwarden.decision.Push;
import dev.refwarden.decision.Pusher;
import dev.refwarden.decision.RuleEvidence;
import dev.refwarden.decision.UpdateEvidence;
import dev.refwarden.evidence.Deadline;
import dev.refwarden.evidence.FactorReading;
import dev.refwarden.evidence.Gatherer;
import dev.refwarden.evidence.KeyTimes;
import dev.refwarden.evidence.Statements;
import dev.refwarden.format.Keyring;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.git.CommitLinks;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import dev.refwarden.git.StoredObject;
import dev.refwarden.git.store.GitRepository;
import dev.refwarden.git.store.VerifiedObjects;
import dev.refwarden.ledger.KeySightings;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.RepositoryRecord;
import dev.refwarden.ledger.SettledHistory;
import dev.refwarden.ledger.SettledTip;
import dev.refwarden.people.People;
import dev.refwarden.policy.RepositoryEntry;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.report.ProgressBar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges a range of commits as if it were pushed to a ref at once, with nothing demanded of the push. */
final class HistoryJudge {
    private final Ledger ledger;
    private final Configuration configuration;
    private final GitRepository repository;
    private final VerifiedObjects objects;
    private final String name;
    private final RefUpdate update;
    private final Instant now = Instant.now();

    HistoryJudge(
            Ledger ledger,
            Configuration configuration,
            GitRepository repository,
            VerifiedObjects objects,
            String name,
            RefUpdate update) {
        this.ledger = ledger;
        this.configuration = configuration;
        this.repository = repository;
        this.objects = objects;
        this.name = name;
        this.update = update;
    }

    JudgedHistory judge(JudgedHistory.Question question, Deadline deadline) throws IOException {
        if (question.watcher().isEmpty()) {
            return judged(gather(question.at(), deadline));
        }
        long total =
                repository.count(update.after(), update.creates() ? Optional.empty() : Optional.of(update.before()));
        try (ProgressBar bar = new ProgressBar(question.watcher().get(), "commits", total)) {
            return judged(gather(question.at(), deadline.watchedBy(bar::step)));
        }
    }

    private JudgedHistory judged(Evidence evidence) {
        People people = configuration.policy().people();
        Push push = new Push(name, Pusher.UNKNOWN, people, List.of(update));
        List<UpdateEvidence> asHistory = new ArrayList<>();
        Map<ObjectId, CommitFacts> commits = new LinkedHashMap<>();
        int rules = 0;
        for (UpdateEvidence one : evidence.updates()) {
            asHistory.add(one.asHistory());
            for (RuleEvidence rule : one.rules()) {
                rules += rule.rule().commits().isPresent() || rule.rule().tags().isPresent() ? 1 : 0;
                for (CommitFacts commit : rule.commitsAsRead()) {
                    commits.merge(commit.id(), commit, HistoryJudge::better);
                }
            }
        }
        Evidence judged =
                new Evidence(false, evidence.entries(), Optional.empty(), evidence.attestations(), asHistory, false);
        List<Finding> findings = Decision.decide(push, judged, now).findings();
        return new JudgedHistory(name, findings, List.copyOf(commits.values()), rules, 0);
    }

    /** Whoever is known to one rule as the signer is. */
    private static CommitFacts better(CommitFacts one, CommitFacts other) {
        return one.signature() instanceof SignatureCheck.Valid ? one : other;
    }

    private Evidence gather(JudgedHistory.At at, Deadline deadline) throws IOException {
        People people = KeySightings.of(
                        ledger,
                        configuration.policy().digest(),
                        configuration.policy().people(),
                        now)
                .remembered(configuration.policy().people());
        Keyring keys = new Keyring(people);
        Push push = new Push(name, Pusher.UNKNOWN, people, List.of(update));
        List<RepositoryEntry> entries = configuration.policy().entriesFor(name);
        RepositoryRecord looked = RepositoryRecord.open(ledger, name, List.of(), this::tipOf);
        Statements.Sources sources = new Statements.Sources(repository, objects, keys, FactorReading.NONE);
        Statements statements = new Statements(name, push, Map.of(), sources, deadline, now);
        List<SettledTip> settled = update.creates()
                ? List.of()
                : List.of(RepositoryRecord.declared(update.before(), Optional.empty(), Instant.EPOCH, Long.MAX_VALUE));
        try (Gatherer gatherer = new Gatherer(
                new Gatherer.Context(repository, configuration.server().forHistory(), entries, keys),
                new Gatherer.Brought(List.of(update), false, statements),
                new Gatherer.Past(SettledHistory.of(settled), new KeyTimes(times(at, looked), people, false, now)),
                deadline)) {
            return gatherer.gatherExactly(false, Optional.empty());
        }
    }

    private Optional<ObjectId> tipOf(RefName ref) {
        try {
            return repository.ref(ref).tip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private KeyTimes.FirstAcceptance times(JudgedHistory.At at, RepositoryRecord looked) throws IOException {
        return switch (at) {
            case FIRST_ACCEPTED -> {
                DeclaredTimes declared = new DeclaredTimes(looked.settled(), objects);
                yield commit -> {
                    Optional<Instant> accepted = looked.firstAccepted(commit);
                    return accepted.isPresent() ? accepted : declared.of(commit);
                };
            }
            case NOW -> commit -> Optional.empty();
            case COMMITTER_TIME -> this::committerTime;
        };
    }

    private Optional<Instant> committerTime(ObjectId commit) {
        return objects.read(commit) instanceof StoredObject.Raw raw
                ? Optional.of(Instant.ofEpochSecond(CommitLinks.of(raw).claimedTime()))
                : Optional.empty();
    }
}
