package dev.refwarden.cli;

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
import dev.refwarden.git.GitRepository;
import dev.refwarden.git.VerifiedObjects;
import dev.refwarden.key.Keyring;
import dev.refwarden.key.People;
import dev.refwarden.log.KeySightings;
import dev.refwarden.log.PastDecisions;
import dev.refwarden.log.RepositoryRecord;
import dev.refwarden.log.SettledTip;
import dev.refwarden.log.StateFolder;
import dev.refwarden.object.CommitLinks;
import dev.refwarden.object.ObjectId;
import dev.refwarden.object.RefName;
import dev.refwarden.object.RefUpdate;
import dev.refwarden.object.StoredObject;
import dev.refwarden.policy.Configuration;
import dev.refwarden.policy.RepositoryEntry;
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
    private final StateFolder state;
    private final Configuration configuration;
    private final GitRepository repository;
    private final VerifiedObjects objects;
    private final String name;
    private final RefUpdate update;
    private final Instant now = Instant.now();
    private Optional<RepositoryRecord> record = Optional.empty();

    HistoryJudge(
            StateFolder state,
            Configuration configuration,
            GitRepository repository,
            VerifiedObjects objects,
            String name,
            RefUpdate update) {
        this.state = state;
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
                rule.commits().forEach(commit -> commits.put(commit.id(), commit));
            }
        }
        Evidence judged =
                new Evidence(false, evidence.entries(), Optional.empty(), evidence.attestations(), asHistory, false);
        List<Finding> findings = Decision.decide(push, judged, now).findings();
        Optional<String> damage = record.flatMap(RepositoryRecord::damage);
        return new JudgedHistory(name, findings, List.copyOf(commits.values()), rules, damage, 0);
    }

    private Evidence gather(JudgedHistory.At at, Deadline deadline) throws IOException {
        People people = KeySightings.of(
                        state,
                        configuration.policy().digest(),
                        configuration.policy().people(),
                        now)
                .remembered(configuration.policy().people());
        Keyring keys = new Keyring(people);
        Push push = new Push(name, Pusher.UNKNOWN, people, List.of(update));
        List<RepositoryEntry> entries = configuration.policy().entriesFor(name);
        RepositoryRecord looked = RepositoryRecord.lookInto(state, name, this::tipOf);
        record = Optional.of(looked);
        Statements statements = new Statements(
                name,
                push,
                Map.of(),
                repository,
                objects,
                keys,
                new PastDecisions(state, name),
                FactorReading.NONE,
                now);
        List<SettledTip> settled = update.creates()
                ? List.of()
                : List.of(RepositoryRecord.declared(update.before(), Instant.EPOCH, Long.MAX_VALUE));
        try (Gatherer gatherer = new Gatherer(
                repository,
                configuration.server().forHistory(),
                entries,
                keys,
                settled,
                List.of(update),
                false,
                statements,
                new KeyTimes(times(at, looked), people, false, now),
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

    private KeyTimes.FirstAcceptance times(JudgedHistory.At at, RepositoryRecord looked) {
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
                ? Optional.of(Instant.ofEpochSecond(CommitLinks.of(raw.bytes()).claimedTime()))
                : Optional.empty();
    }
}
