package dev.refwarden.hook;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.Decision;
import dev.refwarden.decision.Evidence;
import dev.refwarden.decision.Finding;
import dev.refwarden.decision.Push;
import dev.refwarden.decision.Pusher;
import dev.refwarden.decision.Verdict;
import dev.refwarden.evidence.Deadline;
import dev.refwarden.evidence.DeadlinePassed;
import dev.refwarden.evidence.Gatherer;
import dev.refwarden.git.GitEnvironment;
import dev.refwarden.git.GitRepository;
import dev.refwarden.git.UnsupportedRepository;
import dev.refwarden.key.Keyring;
import dev.refwarden.key.People;
import dev.refwarden.log.AcceptedTips;
import dev.refwarden.log.CappedLine;
import dev.refwarden.log.CaseId;
import dev.refwarden.log.DecisionLine;
import dev.refwarden.log.DecisionLog;
import dev.refwarden.log.RepositoryRecord;
import dev.refwarden.log.StateFolder;
import dev.refwarden.object.ObjectId;
import dev.refwarden.object.RefName;
import dev.refwarden.object.RefUpdate;
import dev.refwarden.policy.Configuration;
import dev.refwarden.policy.PolicyProblems;
import dev.refwarden.policy.RepositoryEntry;
import dev.refwarden.policy.Server;
import dev.refwarden.report.PushMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of the hook: judges the push, logs the decision, tells the developer, and exits. */
public final class PreReceive {
    private static final Evidence NO_EVIDENCE = new Evidence(false, List.of(), List.of());

    private final Map<String, String> environment;
    private final Path config;
    private final StateFolder state;
    private final Instant now;
    private final long startNanos;

    /**
     * Prepares a run.
     *
     * @param now the server's clock
     * @param startNanos when the program started, by {@link System#nanoTime}
     */
    public PreReceive(Map<String, String> environment, Path config, Path state, Instant now, long startNanos) {
        this.environment = environment;
        this.config = config;
        this.state = new StateFolder(state);
        this.now = now;
        this.startNanos = startNanos;
    }

    /** Judges what is on {@code stdin}; the exit status is 0 only if the push may pass. */
    public int run(InputStream stdin, PrintStream messages) {
        try {
            return judgeAndTell(stdin, messages);
        } catch (Throwable failure) {
            CaseId incident = CaseId.ofIncident(
                    now.toEpochMilli(), ProcessHandle.current().pid());
            tell(messages, incident(failure, incident));
            return ExitStatus.INTERNAL_FAILURE;
        }
    }

    private int judgeAndTell(InputStream stdin, PrintStream messages) throws IOException {
        Run run = judge(stdin);
        Judgement judgement = run.judgement();
        DecisionLog.Appended appended;
        try {
            appended = log(run);
        } catch (IOException e) {
            Judgement unlogged = Judgement.refused(
                    judgement.push(), Code.LOG_UNAVAILABLE, "the decision cannot be written to the log", "", "");
            CaseId incident = CaseId.ofIncident(
                    now.toEpochMilli(), ProcessHandle.current().pid());
            tell(messages, message(unlogged, "incident " + incident));
            return ExitStatus.INTERNAL_FAILURE;
        }
        tell(messages, message(judgement, "case " + appended.caseId()));
        if (judgement.verdict() instanceof Verdict.Refused) {
            return refusal(judgement);
        }
        return 0;
    }

    private static int refusal(Judgement judgement) {
        if (judgement.has(Code.POLICY_INVALID)) {
            return ExitStatus.POLICY_UNUSABLE;
        }
        return judgement.has(Code.INTERNAL_ERROR) || judgement.has(Code.LOG_UNAVAILABLE)
                ? ExitStatus.INTERNAL_FAILURE
                : ExitStatus.REFUSED;
    }

    private DecisionLog.Appended log(Run run) throws IOException {
        Judgement judgement = run.judgement();
        DecisionLine line = CappedLine.of(new DecisionLine(
                judgement.verdict(),
                judgement.push().repository(),
                judgement.push().pusher(),
                judgement.push().updates(),
                judgement.evidence(),
                run.record().map(RepositoryRecord::landed).orElse(List.of()),
                judgement.accepted(),
                judgement.policy(),
                (System.nanoTime() - startNanos) / 1_000_000,
                Integer.MAX_VALUE));
        return run.record().isPresent()
                ? run.record().get().append(now, line, judgement.accepted())
                : new DecisionLog(state).append(now, line);
    }

    /** A judgement, with the record into which it goes; absent where the repository is not known. */
    private record Run(Judgement judgement, Optional<RepositoryRecord> record) {
        static Run of(Judgement judgement) {
            return new Run(judgement, Optional.empty());
        }
    }

    private Run judge(InputStream stdin) throws IOException {
        String name = environment.getOrDefault("GIT_DIR", "");
        Push unnamed = new Push(
                Path.of(name).toAbsolutePath().normalize().toString(),
                Pusher.UNKNOWN,
                new People(List.of()),
                List.of());
        List<RefUpdate> updates;
        try {
            updates = PushedUpdates.read(stdin);
        } catch (MalformedPush e) {
            return Run.of(Judgement.refused(unnamed, Code.UPDATE_MALFORMED, String.valueOf(e.getMessage()), "", ""));
        }
        Push unread = new Push(unnamed.repository(), unnamed.pusher(), unnamed.people(), updates);
        Configuration configuration;
        try {
            configuration = Configuration.load(config);
        } catch (PolicyProblems e) {
            return Run.of(Judgement.refused(
                    unread, Code.POLICY_INVALID, "the policy of this server has errors and cannot be used", "", ""));
        }
        try (GitRepository repository = GitRepository.open(GitEnvironment.of(environment))) {
            return judge(repository, configuration, updates);
        } catch (UnsupportedRepository e) {
            return Run.of(Judgement.refused(
                    unread,
                    Code.OBJECT_FORMAT_UNSUPPORTED,
                    String.valueOf(e.getMessage()) + " is not supported yet",
                    configuration.policy().digest(),
                    configuration.server().messagePrefix()));
        }
    }

    private Run judge(GitRepository repository, Configuration configuration, List<RefUpdate> updates)
            throws IOException {
        Server server = configuration.server();
        People people = configuration.policy().people();
        ServerEnvironment said = new ServerEnvironment(server, environment);
        String name = said.repositoryName(repository.directory());
        Push push = new Push(name, said.pusher(people), people, updates);
        String digest = configuration.policy().digest();
        Optional<String> before = RepositoryRecord.nameOf(state, repository.directory());
        if (before.isPresent() && !before.get().equals(name)) {
            String detail = "this repository was known as " + before.get() + " until now";
            return Run.of(Judgement.refused(push, Code.REPOSITORY_RENAMED, detail, digest, server.messagePrefix()));
        }
        if (before.isEmpty()) {
            RepositoryRecord.name(state, repository.directory(), name);
        }
        RepositoryRecord record = RepositoryRecord.open(state, name, updates, ref -> tipOf(repository, ref));
        return new Run(judge(repository, configuration, push, record), Optional.of(record));
    }

    private Judgement judge(GitRepository repository, Configuration configuration, Push push, RepositoryRecord record)
            throws IOException {
        Server server = configuration.server();
        List<RepositoryEntry> entries = configuration.policy().entriesFor(push.repository());
        boolean shallow = !environment.getOrDefault("GIT_SHALLOW_FILE", "").isEmpty();
        boolean namespace = !environment.getOrDefault("GIT_NAMESPACE", "").isEmpty();
        String digest = configuration.policy().digest();
        try (Gatherer gatherer = new Gatherer(
                repository,
                server,
                entries,
                new Keyring(push.people()),
                record.settled(),
                push.updates(),
                shallow,
                Deadline.after(server.deadline(), startNanos))) {
            Evidence evidence = gatherer.gather(namespace);
            Verdict verdict = Decision.decide(push, evidence, now);
            if (!verdict.findings().isEmpty()) {
                evidence = gatherer.gatherExactly(namespace);
                verdict = Decision.decide(push, evidence, now);
            }
            return new Judgement(
                    push,
                    verdict,
                    Optional.of(evidence),
                    AcceptedTips.of(verdict, evidence, gatherer::claimedTime),
                    digest,
                    server.messagePrefix());
        } catch (DeadlinePassed e) {
            String detail = "not judged within " + server.deadline().toSeconds() + " seconds";
            return Judgement.refused(push, Code.DEADLINE_EXCEEDED, detail, digest, server.messagePrefix());
        }
    }

    private static Optional<ObjectId> tipOf(GitRepository repository, RefName ref) {
        try {
            return repository.ref(ref).tip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String message(Judgement judgement, String quote) {
        return PushMessage.of(
                judgement.push(),
                judgement.evidence().orElse(NO_EVIDENCE),
                judgement.verdict(),
                quote,
                judgement.messagePrefix());
    }

    private static String incident(Throwable failure, CaseId incident) {
        Verdict verdict = new Verdict.Refused(
                List.of(Finding.ofPush(
                        Code.INTERNAL_ERROR,
                        "the push could not be judged (" + failure.getClass().getSimpleName() + ")")),
                List.of());
        Push push = new Push("", Pusher.UNKNOWN, new People(List.of()), List.of());
        return PushMessage.of(push, NO_EVIDENCE, verdict, "incident " + incident, "");
    }

    private static void tell(PrintStream messages, String message) {
        if (!message.isEmpty()) {
            messages.writeBytes(message.getBytes(StandardCharsets.UTF_8));
            messages.flush();
        }
    }
}
