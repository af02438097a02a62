package dev.refwarden.hook;

import dev.refwarden.attestation.PushStatement;
import dev.refwarden.decision.Code;
import dev.refwarden.decision.Evidence;
import dev.refwarden.decision.Finding;
import dev.refwarden.decision.Push;
import dev.refwarden.decision.Pusher;
import dev.refwarden.evidence.Deadline;
import dev.refwarden.evidence.DeadlinePassed;
import dev.refwarden.evidence.Gatherer;
import dev.refwarden.evidence.KeyTimes;
import dev.refwarden.evidence.PushFactors;
import dev.refwarden.evidence.Statements;
import dev.refwarden.git.GitRepository;
import dev.refwarden.git.UnsupportedRepository;
import dev.refwarden.git.VerifiedObjects;
import dev.refwarden.key.Keyring;
import dev.refwarden.key.People;
import dev.refwarden.log.Journal;
import dev.refwarden.log.KeySightings;
import dev.refwarden.log.PastDecisions;
import dev.refwarden.log.RememberedConfiguration;
import dev.refwarden.log.RepositoryRecord;
import dev.refwarden.log.StateFolder;
import dev.refwarden.object.ObjectId;
import dev.refwarden.object.RefName;
import dev.refwarden.object.RefUpdate;
import dev.refwarden.policy.Configuration;
import dev.refwarden.policy.PolicyProblems;
import dev.refwarden.policy.RepositoryEntry;
import dev.refwarden.policy.Rule;
import dev.refwarden.policy.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** From what was received to a push that only has to be decided. The repository stays open until that is done. */
final class Judging implements AutoCloseable {
    private final Received received;
    private final Map<String, String> environment;
    private final Path config;
    private final StateFolder state;
    private final Instant now;
    private final long startNanos;
    private final TimeLimit limit;
    private Optional<OpeningAhead> opening = Optional.empty();

    Judging(Received received, Path config, StateFolder state, Instant now, long startNanos, TimeLimit limit) {
        this.limit = limit;
        this.received = received;
        this.environment = received.environment();
        this.config = config;
        this.state = state;
        this.now = now;
        this.startNanos = startNanos;
    }

    @Override
    public void close() {
        opening.ifPresent(OpeningAhead::close);
    }

    Judgement judge() throws IOException {
        String folder = Path.of(environment.getOrDefault("GIT_DIR", ""))
                .toAbsolutePath()
                .normalize()
                .toString();
        Push unread = new Push(folder, Pusher.UNKNOWN, new People(List.of()), List.of());
        limit.pushed(unread);
        List<RefUpdate> updates;
        try {
            updates = received.updates();
        } catch (MalformedPush e) {
            return Judgement.refused(unread, e.code(), String.valueOf(e.getMessage()), "", Optional.empty());
        }
        Push push = new Push(folder, Pusher.UNKNOWN, new People(List.of()), updates);
        limit.pushed(push);
        OpeningAhead repository = OpeningAhead.of(received);
        opening = Optional.of(repository);
        try {
            return judge(push, Configuration.load(config, new RememberedConfiguration(state)), repository);
        } catch (PolicyProblems e) {
            String detail = "the policy of this server has errors and cannot be used";
            return Judgement.refused(push, Code.POLICY_INVALID, detail, "", Optional.empty());
        }
    }

    private Judgement judge(Push unnamed, Configuration configuration, OpeningAhead repository) throws IOException {
        Server server = configuration.server();
        String digest = configuration.policy().digest();
        limit.configured(server, digest);
        try {
            return judge(repository.get(), configuration, unnamed.updates());
        } catch (UnsupportedRepository e) {
            String detail = e.getMessage() + " is not supported yet";
            return Judgement.refused(unnamed, Code.OBJECT_FORMAT_UNSUPPORTED, detail, digest, Optional.of(server));
        } catch (UnnamedRepository e) {
            return Judgement.refused(
                    unnamed, Code.INTERNAL_ERROR, String.valueOf(e.getMessage()), digest, Optional.of(server));
        }
    }

    private Judgement judge(GitRepository repository, Configuration configuration, List<RefUpdate> updates)
            throws IOException {
        Server server = configuration.server();
        People people = configuration.policy().people();
        ServerEnvironment said = new ServerEnvironment(server, environment);
        String name = said.repositoryName(repository.directory());
        Push push = new Push(name, said.pusher(people), people, updates);
        limit.pushed(push);
        if (limit.isOver()) {
            return limit.late();
        }
        RepositoryRecord record;
        KeySightings sightings;
        try {
            Optional<String> before = RepositoryRecord.nameOf(state, repository.directory());
            if (before.isPresent() && !before.get().equals(name)) {
                String detail = "this repository was known as " + before.get() + " until now";
                return Judgement.refused(
                        push,
                        Code.REPOSITORY_RENAMED,
                        detail,
                        configuration.policy().digest(),
                        Optional.of(server));
            }
            if (before.isEmpty()) {
                RepositoryRecord.name(state, repository.directory(), name);
            }
            sightings = KeySightings.of(state, configuration.policy().digest(), people, now);
            record = RepositoryRecord.open(state, name, updates, ref -> tipOf(repository, ref));
        } catch (IOException e) {
            return Judgement.refused(
                    push,
                    Code.LOG_UNAVAILABLE,
                    "what was decided before cannot be read",
                    configuration.policy().digest(),
                    Optional.of(server));
        }
        return gather(repository, configuration, push, record, sightings);
    }

    private Judgement gather(
            GitRepository repository,
            Configuration configuration,
            Push push,
            RepositoryRecord record,
            KeySightings sightings)
            throws IOException {
        Server server = configuration.server();
        List<RepositoryEntry> entries = configuration.policy().entriesFor(push.repository());
        Keyring keys = new Keyring(push.people(), sightings::remembered);
        boolean shallow = !environment.getOrDefault("GIT_SHALLOW_FILE", "").isEmpty();
        boolean namespace = !environment.getOrDefault("GIT_NAMESPACE", "").isEmpty();
        PushStatement statement = new PushStatement(server.name() + "/" + push.repository(), push.updates());
        try (VerifiedObjects objects = repository.objects(server.limits().objectSize())) {
            Statements statements = new Statements(
                    statement.repository(),
                    push,
                    environment,
                    repository,
                    objects,
                    keys,
                    new PastDecisions(state, push.repository()),
                    new PushFactors(configuration, factors(entries, push.updates()), statement, now),
                    now);
            configuration.policy().waivers().ifPresent(statements::readWaivers);
            if (statements.trouble().isPresent()) {
                return refused(push, statements.trouble().get(), statements, record, sightings, configuration);
            }
            Gatherer gatherer = new Gatherer(
                    repository,
                    server,
                    entries,
                    keys,
                    record.settled(),
                    push.updates(),
                    shallow,
                    statements,
                    new KeyTimes(record::firstAccepted, push.people(), sightings.hasRevokedKeys(), now),
                    Deadline.after(server.deadline(), startNanos));
            try (gatherer) {
                gatherer.holdAgainstRepository();
                return new PushGathering(
                                gatherer,
                                namespace,
                                configuration.policy().waivers(),
                                statements,
                                new Journal(state),
                                now,
                                evidence -> gathered(
                                        push, evidence, statements, gatherer, record, sightings, configuration))
                        .gather();
            } catch (DeadlinePassed e) {
                String detail = "not judged within " + server.deadline().toSeconds() + " seconds";
                Finding late = Finding.ofPush(Code.DEADLINE_EXCEEDED, detail);
                return refused(push, late, statements, record, sightings, configuration);
            }
        }
    }

    /** The second factors that some rule for a pushed ref names. */
    private static Set<Rule.Factor> factors(List<RepositoryEntry> entries, List<RefUpdate> updates) {
        Set<Rule.Factor> factors = EnumSet.noneOf(Rule.Factor.class);
        for (RepositoryEntry entry : entries) {
            for (Rule rule : entry.rules()) {
                if (rule.push().isPresent()
                        && updates.stream()
                                .anyMatch(update ->
                                        rule.refs().contain(update.ref().value()))) {
                    factors.addAll(rule.push().get().demandsOf(false).secondFactor());
                    factors.addAll(rule.push().get().demandsOf(true).secondFactor());
                }
            }
        }
        return factors;
    }

    private GatheredPush gathered(
            Push push,
            Evidence evidence,
            Statements statements,
            Gatherer gatherer,
            RepositoryRecord record,
            KeySightings sightings,
            Configuration configuration) {
        return new GatheredPush(
                push,
                evidence,
                Optional.empty(),
                statements,
                gatherer::claimedTime,
                Optional.of(record),
                Optional.of(sightings),
                configuration.policy().digest(),
                Optional.of(configuration.server()),
                now);
    }

    /** A refusal without evidence, which uses up the certificate all the same. */
    private GatheredPush refused(
            Push push,
            Finding finding,
            Statements statements,
            RepositoryRecord record,
            KeySightings sightings,
            Configuration configuration) {
        return new GatheredPush(
                push,
                Evidence.NONE,
                Optional.of(finding),
                statements,
                commit -> 0,
                Optional.of(record),
                Optional.of(sightings),
                configuration.policy().digest(),
                Optional.of(configuration.server()),
                now);
    }

    private static Optional<ObjectId> tipOf(GitRepository repository, RefName ref) {
        try {
            return repository.ref(ref).tip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
