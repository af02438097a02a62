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
import dev.refwarden.git.GitEnvironment;
import dev.refwarden.git.GitRepository;
import dev.refwarden.git.UnsupportedRepository;
import dev.refwarden.git.VerifiedObjects;
import dev.refwarden.hook.ServerEnvironment;
import dev.refwarden.key.Keyring;
import dev.refwarden.key.People;
import dev.refwarden.log.PastDecisions;
import dev.refwarden.log.RepositoryRecord;
import dev.refwarden.log.SettledTip;
import dev.refwarden.log.StateFolder;
import dev.refwarden.object.ObjectId;
import dev.refwarden.object.RefName;
import dev.refwarden.object.RefUpdate;
import dev.refwarden.policy.Configuration;
import dev.refwarden.policy.PolicyProblems;
import dev.refwarden.policy.RepositoryEntry;
import dev.refwarden.policy.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the rules for a ref say of a range of commits.
 *
 * @param commits that were judged
 * @param rules how many rules judged them
 * @param millis how long it took
 */
record JudgedHistory(List<Finding> findings, List<CommitFacts> commits, int rules, long millis) {
    private static final Duration LONGEST = Duration.ofHours(24);

    static JudgedHistory of(Places places, Path gitDir, String ref, String range)
            throws IOException, PolicyProblems, UnsupportedRepository {
        long start = System.nanoTime();
        Configuration configuration = Configuration.load(places.config());
        Server limited = configuration.server();
        try (GitRepository repository = GitRepository.open(GitEnvironment.at(gitDir));
                VerifiedObjects objects = repository.objects(limited.limits().objectSize())) {
            String name = new ServerEnvironment(limited, System.getenv()).repositoryName(repository.directory());
            RefUpdate update = update(repository, new RefName(ref), range);
            Evidence evidence = gather(places, configuration, repository, objects, name, update, Instant.now(), start);
            return judged(configuration, evidence, name, update, start);
        }
    }

    private static JudgedHistory judged(
            Configuration configuration, Evidence evidence, String name, RefUpdate update, long start) {
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
        Evidence judged = new Evidence(false, evidence.entries(), Optional.empty(), evidence.attestations(), asHistory);
        List<Finding> findings = Decision.decide(push, judged, Instant.now()).findings();
        return new JudgedHistory(
                findings, List.copyOf(commits.values()), rules, (System.nanoTime() - start) / 1_000_000);
    }

    private static Evidence gather(
            Places places,
            Configuration configuration,
            GitRepository repository,
            VerifiedObjects objects,
            String name,
            RefUpdate update,
            Instant now,
            long start)
            throws IOException {
        StateFolder state = new StateFolder(places.state());
        People people = configuration.policy().people();
        Keyring keys = new Keyring(people);
        Push push = new Push(name, Pusher.UNKNOWN, people, List.of(update));
        List<RepositoryEntry> entries = configuration.policy().entriesFor(name);
        RepositoryRecord record = RepositoryRecord.open(state, name, List.of(), ref -> Optional.empty());
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
                configuration.server(),
                entries,
                keys,
                settled,
                List.of(update),
                false,
                statements,
                new KeyTimes(record::firstAccepted, people, false, now),
                Deadline.after(LONGEST, start))) {
            return gatherer.gatherExactly(false, Optional.empty());
        }
    }

    /** The range as if it were pushed to the ref. */
    private static RefUpdate update(GitRepository repository, RefName ref, String range) throws IOException {
        if (range.isEmpty()) {
            return new RefUpdate(ObjectId.ZERO, resolve(repository, ref.value()), ref);
        }
        int dots = range.indexOf("..");
        if (dots < 0) {
            throw new IllegalArgumentException("--range wants A..B");
        }
        String from = range.substring(0, dots);
        ObjectId before = from.isEmpty() ? ObjectId.ZERO : resolve(repository, from);
        return new RefUpdate(before, resolve(repository, range.substring(dots + 2)), ref);
    }

    private static ObjectId resolve(GitRepository repository, String revision) throws IOException {
        return repository
                .resolve(revision)
                .orElseThrow(() -> new IllegalArgumentException("there is no commit or ref " + revision));
    }
}
