package dev.refwarden.replay;

import dev.refwarden.decision.Attestations;
import dev.refwarden.decision.Decision;
import dev.refwarden.decision.Evidence;
import dev.refwarden.decision.Push;
import dev.refwarden.decision.Pusher;
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
import dev.refwarden.git.StoredObject;
import dev.refwarden.git.store.GitRepository;
import dev.refwarden.git.store.VerifiedObjects;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.ledger.RepositoryRecord;
import dev.refwarden.ledger.SettledHistory;
import dev.refwarden.ledger.SettledTip;
import dev.refwarden.people.People;
import dev.refwarden.people.Person;
import dev.refwarden.policy.read.Configuration;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges a push of the past once more, under any policy, from the repository and what the log remembers. */
public final class Replay {
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Configuration configuration;
    private final Ledger ledger;

    public Replay(Configuration configuration, Ledger ledger) {
        this.configuration = configuration;
        this.ledger = ledger;
    }

    /** The updates of a push, as the log has them. */
    public static List<RefUpdate> updates(LoggedDecision decision) {
        List<RefUpdate> updates = new ArrayList<>();
        for (Map<String, Object> update : decision.objects("updates")) {
            String before = LoggedDecision.text(update, "old");
            String after = LoggedDecision.text(update, "new");
            RefUpdate.parse(before, after, new RefName(LoggedDecision.text(update, "ref")))
                    .ifPresent(updates::add);
        }
        return updates;
    }

    /**
     * What would become of the push.
     *
     * @param settled tips that were settled before it
     * @param now the server's clock
     * @return nothing where its objects are gone, or the log does not name them all
     */
    Optional<Verdict> judge(LoggedDecision decision, GitRepository repository, List<ObjectId> settled, Instant now)
            throws IOException {
        List<SettledTip> tips = new ArrayList<>();
        settled.forEach(
                tip -> tips.add(RepositoryRecord.declared(tip, Optional.empty(), Instant.EPOCH, Long.MAX_VALUE)));
        for (RefUpdate update : updates(decision)) {
            if (!update.creates()) {
                tips.add(RepositoryRecord.declared(update.before(), Optional.empty(), Instant.EPOCH, Long.MAX_VALUE));
            }
        }
        return judgeUpon(tips, decision, repository, now);
    }

    /** The same where it is known exactly what is settled, and under which rules. */
    public Optional<Verdict> judgeUpon(
            List<SettledTip> settled, LoggedDecision decision, GitRepository repository, Instant now)
            throws IOException {
        List<RefUpdate> updates = updates(decision);
        try (VerifiedObjects objects =
                repository.objects(configuration.server().limits().objectSize())) {
            boolean whole = !updates.isEmpty()
                    && !decision.fields().containsKey("updateCount")
                    && updates.stream().allMatch(update -> isThere(update, objects));
            return whole ? Optional.of(judge(decision, repository, objects, settled, now)) : Optional.empty();
        }
    }

    private static boolean isThere(RefUpdate update, VerifiedObjects objects) {
        return update.deletes() || objects.read(update.after()) instanceof StoredObject.Raw;
    }

    private Verdict judge(
            LoggedDecision decision,
            GitRepository repository,
            VerifiedObjects objects,
            List<SettledTip> settled,
            Instant now)
            throws IOException {
        String name = decision.text("repository");
        People people = configuration.policy().people();
        List<RefUpdate> updates = updates(decision);
        RecordedStatements recorded =
                new RecordedStatements(decision, people, configuration.server().name() + "/" + name);
        Push push = new Push(name, pusher(decision, recorded, people), people, updates);
        Evidence gathered = gather(push, repository, objects, settled, now);
        Attestations attestations = recorded.read(updates);
        List<UpdateEvidence> then = gathered.updates().stream()
                .map(UpdateEvidence::whereThePushBelievesIt)
                .toList();
        Evidence evidence =
                new Evidence(false, gathered.entries(), gathered.waivers(), attestations, then, gathered.together());
        return Decision.decide(push, evidence, now);
    }

    private static Pusher pusher(LoggedDecision decision, RecordedStatements recorded, People people) {
        Optional<String> account =
                Optional.of(decision.text("pusher", "account")).filter(name -> !name.isEmpty());
        Optional<Person> holder = account.flatMap(people::byAccount);
        Optional<Person> signer = recorded.certificateSignature()
                .flatMap(valid -> people.person(valid.enrolled().person()));
        return new Pusher(account, holder, signer);
    }

    private Evidence gather(
            Push push, GitRepository repository, VerifiedObjects objects, List<SettledTip> settled, Instant now)
            throws IOException {
        Keyring keys = new Keyring(push.people());
        String name = push.repository();
        RepositoryRecord record = RepositoryRecord.open(ledger, name, List.of(), ref -> Optional.empty());
        Deadline deadline = Deadline.after(LONGEST, System.nanoTime());
        Statements.Sources sources = new Statements.Sources(repository, objects, keys, FactorReading.NONE);
        Statements none = new Statements(name, push, Map.of(), sources, deadline, now);
        try (Gatherer gatherer = new Gatherer(
                new Gatherer.Context(
                        repository,
                        configuration.server().forHistory(),
                        configuration.policy().entriesFor(name),
                        keys),
                new Gatherer.Brought(push.updates(), false, none),
                new Gatherer.Past(
                        SettledHistory.of(settled), new KeyTimes(record::firstAccepted, push.people(), false, now)),
                deadline)) {
            return gatherer.gatherExactly(false, configuration.policy().waivers());
        }
    }
}
