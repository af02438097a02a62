package dev.refwarden.hook;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.Limit;
import dev.refwarden.decision.Push;
import dev.refwarden.decision.Pusher;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import dev.refwarden.git.store.GitFailed;
import dev.refwarden.git.store.GitRepository;
import dev.refwarden.git.store.UnreadableRefs;
import dev.refwarden.git.store.UnsupportedRepository;
import dev.refwarden.ledger.KeySightings;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.Ledgers;
import dev.refwarden.ledger.Recorder;
import dev.refwarden.ledger.RepositoryFolders;
import dev.refwarden.ledger.RepositoryRecord;
import dev.refwarden.people.People;
import dev.refwarden.policy.Server;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /** What was said to have landed is in the ledger by now, where the push was recorded with its repository's record. */
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
        } catch (GitFailed | UnreadableRefs e) {
            return unreadable(unnamed, e, digest, server);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof UnreadableRefs unreadable) {
                return unreadable(unnamed, unreadable, digest, server);
            }
            throw e;
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
            Optional<String> before = RepositoryFolders.nameOf(ledger, repository.directory());
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
        return new EvidenceGathering(environment, ledger, now, startNanos, limit)
                .gather(repository, configuration, push, seen);
    }

    private static PreparedPush unreadable(Push push, Exception failure, String digest, Server server) {
        String detail = "the repository cannot be read: " + failure.getMessage();
        return PreparedPush.refused(push, Code.INTERNAL_ERROR, detail, digest, Optional.of(server));
    }

    private static Optional<ObjectId> tipOf(GitRepository repository, RefName ref) {
        try {
            return repository.ref(ref).tip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
