package dev.refwarden.hook;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.Evidence;
import dev.refwarden.decision.Finding;
import dev.refwarden.decision.Limit;
import dev.refwarden.decision.Push;
import dev.refwarden.decision.Pusher;
import dev.refwarden.evidence.Deadline;
import dev.refwarden.evidence.DeadlinePassed;
import dev.refwarden.evidence.Gatherer;
import dev.refwarden.evidence.KeyTimes;
import dev.refwarden.evidence.PushFactors;
import dev.refwarden.evidence.RestingTags;
import dev.refwarden.evidence.Statements;
import dev.refwarden.format.Keyring;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import dev.refwarden.git.store.GitFailed;
import dev.refwarden.git.store.GitRepository;
import dev.refwarden.git.store.UnsupportedRepository;
import dev.refwarden.git.store.VerifiedObjects;
import dev.refwarden.ledger.KeySightings;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.LedgerView;
import dev.refwarden.ledger.Ledgers;
import dev.refwarden.ledger.Recorder;
import dev.refwarden.ledger.RepositoryRecord;
import dev.refwarden.people.People;
import dev.refwarden.policy.RepositoryEntry;
import dev.refwarden.policy.Rule;
import dev.refwarden.policy.Server;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import dev.refwarden.statement.PushStatement;
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
final class Preparation implements AutoCloseable {
    private final Received received;
    private final Map<String, String> environment;
    private final ConfigurationSource configurations;
    private final Ledgers ledgers;
    private final Instant now;
    private final long startNanos;
    private final TimeLimit limit;
    private Optional<GitRepository> opened = Optional.empty();
    private LandedSpool.Told told = LandedSpool.Told.NOTHING;

    Preparation(
            Received received,
            ConfigurationSource configurations,
            Ledgers ledgers,
            Instant now,
            long startNanos,
            TimeLimit limit) {
        this.limit = limit;
        this.received = received;
        this.environment = received.environment();
        this.configurations = configurations;
        this.ledgers = ledgers;
        this.now = now;
        this.startNanos = startNanos;
    }

    @Override
    public void close() {
        opened.ifPresent(GitRepository::close);
    }

    /** What was told to have landed is in the ledger by now, where the push was recorded with its repository's record. */
    void recorded(PreparedPush judgement) {
        if (judgement.seen().record().isPresent()) {
            told.forget();
        }
    }

    PreparedPush judge() throws IOException {
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
            return refused(unread, received.refusal().orElse(e));
        }
        Push push = new Push(folder, Pusher.UNKNOWN, new People(List.of()), updates);
        limit.pushed(push);
        if (received.refusal().isPresent()) {
            return refused(push, received.refusal().get());
        }
        try {
            return judge(push, configurations.load());
        } catch (PolicyProblems e) {
            String detail = "the policy of this server has errors and cannot be used";
            return PreparedPush.refused(push, Code.POLICY_INVALID, detail, "", Optional.empty());
        }
    }

    private static PreparedPush refused(Push push, MalformedPush reason) {
        return PreparedPush.refused(push, reason.code(), String.valueOf(reason.getMessage()), "", Optional.empty());
    }

    private PreparedPush judge(Push unnamed, Configuration configuration) throws IOException {
        Server server = configuration.server();
        String digest = configuration.policy().digest();
        limit.configured(server, digest);
        try {
            GitRepository repository = received.open();
            opened = Optional.of(repository);
            repository.until(startNanos + server.deadline().toNanos());
            if (repository.format() != unnamed.updates().get(0).format()) {
                String detail = "its lines name objects of the format "
                        + unnamed.updates().get(0).format().word() + ", and the repository's are of "
                        + repository.format().word();
                return PreparedPush.refused(unnamed, Code.UPDATE_MALFORMED, detail, digest, Optional.of(server));
            }
            repository.prepare();
            return judge(repository, configuration, unnamed.updates());
        } catch (UnsupportedRepository e) {
            String detail = e.getMessage() + " is not supported";
            return PreparedPush.refused(unnamed, Code.OBJECT_FORMAT_UNSUPPORTED, detail, digest, Optional.of(server));
        } catch (GitFailed e) {
            String detail = "the repository cannot be read: " + e.words();
            return PreparedPush.refused(unnamed, Code.INTERNAL_ERROR, detail, digest, Optional.of(server));
        } catch (UnnamedRepository e) {
            return PreparedPush.refused(
                    unnamed, Code.INTERNAL_ERROR, String.valueOf(e.getMessage()), digest, Optional.of(server));
        }
    }

    private PreparedPush judge(GitRepository repository, Configuration configuration, List<RefUpdate> updates)
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
        if (updates.size() > server.limits().updates()) {
            String detail = "it updates " + updates.size() + " refs, "
                    + Limit.UPDATES.exceeded(server.limits().updates());
            return PreparedPush.refused(
                    push, Code.LIMIT_EXCEEDED, detail, configuration.policy().digest(), Optional.of(server));
        }
        Recorder.Seen seen;
        Ledger ledger = ledgers.of(server);
        try {
            Optional<String> before = RepositoryRecord.nameOf(ledger, repository.directory());
            if (before.isPresent() && !before.get().equals(name)) {
                String detail = "this repository was known as " + before.get() + " until now";
                return PreparedPush.refused(
                        push,
                        Code.REPOSITORY_RENAMED,
                        detail,
                        configuration.policy().digest(),
                        Optional.of(server));
            }
            told = new LandedSpool(ledger.state().path(), now).read(repository.directory(), limit::isOver);
            seen = new Recorder.Seen(
                    name,
                    Optional.of(RepositoryRecord.open(
                            ledger, name, updates, told.updates(), ref -> tipOf(repository, ref))),
                    Optional.of(KeySightings.of(ledger, configuration.policy().digest(), people, now)),
                    Optional.of(repository.directory()));
        } catch (IOException e) {
            return PreparedPush.refused(
                    push,
                    Code.LOG_UNAVAILABLE,
                    "what was decided before cannot be read",
                    configuration.policy().digest(),
                    Optional.of(server));
        }
        if (seen.record().orElseThrow().isOfAnother(repository.format())
                && !repository.refs().isEmpty()) {
            String detail = "this repository named its objects otherwise until now, and by "
                    + repository.format().word() + " since: nothing of what it holds is settled";
            return PreparedPush.refused(
                    push,
                    Code.REPOSITORY_RENAMED,
                    detail,
                    configuration.policy().digest(),
                    Optional.of(server));
        }
        return gather(repository, configuration, push, seen);
    }

    private PreparedPush gather(GitRepository repository, Configuration configuration, Push push, Recorder.Seen looked)
            throws IOException {
        Server server = configuration.server();
        List<RepositoryEntry> entries = configuration.policy().entriesFor(push.repository());
        KeySightings sightings = looked.sightings().orElseThrow();
        Keyring keys = new Keyring(push.people(), sightings::remembered);
        boolean shallow = !environment.getOrDefault("GIT_SHALLOW_FILE", "").isEmpty();
        boolean namespace = !environment.getOrDefault("GIT_NAMESPACE", "").isEmpty();
        Deadline deadline = Deadline.after(server.deadline(), startNanos);
        PushStatement statement = new PushStatement(server.name() + "/" + push.repository(), push.updates());
        try (VerifiedObjects objects = repository.objects(server.limits().objectSize())) {
            RestingTags tags = new RestingTags(repository, objects, entries, deadline);
            Recorder.Seen seen = withTags(looked, tags);
            RepositoryRecord record = seen.record().orElseThrow();
            Statements.Sources sources = new Statements.Sources(
                    repository,
                    objects,
                    keys,
                    new PushFactors(configuration, factors(entries, push.updates()), statement, now));
            Statements statements = new Statements(statement.repository(), push, environment, sources, deadline, now);
            limit.certified(statements.certificateUse());
            configuration.policy().waivers().ifPresent(statements::readWaivers);
            if (statements.trouble().isPresent()) {
                return refused(push, statements.trouble().get(), statements, seen, configuration);
            }
            KeyTimes times = new KeyTimes(record::firstAccepted, push.people(), sightings.hasRevokedKeys(), now);
            Gatherer gatherer = new Gatherer(
                    new Gatherer.Context(repository, server, entries, keys),
                    new Gatherer.Brought(push.updates(), shallow, statements),
                    new Gatherer.Past(record, times),
                    deadline);
            try (gatherer) {
                gatherer.holdAgainstRepository();
                gatherer.askFor(record);
                GatheredPush gathered = new PushGathering(
                                gatherer,
                                namespace,
                                configuration.policy().waivers(),
                                statements,
                                LedgerView.of(ledgers.of(server), push.repository()),
                                now,
                                evidence -> gathered(push, evidence, statements, gatherer, seen, configuration))
                        .gather();
                return gathered.with(
                        tags.of(gathered.evidence().updates()), gatherer.tipFacts(gathered.evidence(), record));
            } catch (DeadlinePassed e) {
                String detail = "not judged within " + server.deadline().toSeconds() + " seconds";
                Finding late = Finding.ofPush(Code.DEADLINE_EXCEEDED, detail);
                return refused(push, late, statements, seen, configuration);
            }
        }
    }

    /** With what is known by now of earlier tags; if there is no time for that, they count for nothing yet. */
    private Recorder.Seen withTags(Recorder.Seen seen, RestingTags tags) throws IOException {
        try {
            return seen.with(seen.record().orElseThrow().withTags(tag -> tags.isOnBranch(tag.tag()), now));
        } catch (DeadlinePassed e) {
            return seen;
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
            Recorder.Seen seen,
            Configuration configuration) {
        return new GatheredPush(
                push,
                evidence,
                Optional.empty(),
                statements,
                List.of(),
                gatherer::claimedTime,
                seen,
                configuration.policy().digest(),
                Optional.of(configuration.server()),
                now);
    }

    /** A refusal without evidence, which uses up the certificate all the same. */
    private GatheredPush refused(
            Push push, Finding finding, Statements statements, Recorder.Seen seen, Configuration configuration) {
        return new GatheredPush(
                push,
                Evidence.NONE,
                Optional.of(finding),
                statements,
                List.of(),
                commit -> 0,
                seen,
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
