package dev.refwarden.cli;

import dev.refwarden.evidence.HeldRefs;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.ObjectType;
import dev.refwarden.git.ParsedCommit;
import dev.refwarden.git.RefName;
import dev.refwarden.git.StoredObject;
import dev.refwarden.git.store.GitEnvironment;
import dev.refwarden.git.store.GitRepository;
import dev.refwarden.git.store.RefState;
import dev.refwarden.git.store.UnsupportedRepository;
import dev.refwarden.git.store.VerifiedObjects;
import dev.refwarden.hook.ServerEnvironment;
import dev.refwarden.ledger.BaselineLine;
import dev.refwarden.ledger.Caller;
import dev.refwarden.ledger.DecisionIndex;
import dev.refwarden.ledger.KeySightings;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.RepositoryFolders;
import dev.refwarden.ledger.RepositoryRecord;
import dev.refwarden.ledger.SettledTip;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.policy.Glob;
import dev.refwarden.policy.Policy;
import dev.refwarden.policy.Server;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import dev.refwarden.replay.HeldJudge;
import dev.refwarden.report.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Declares what refs hold as settled, so that only what comes later is judged. */
@Command(
        name = "baseline",
        description = {
            "Declare settled what the refs of a repository hold: no rule judges it again.",
            "That counts when the same ref is pushed to; what HEAD's branch holds counts for every ref.",
            "Confirms the repository's name as well."
        })
final class BaselineCommand implements Callable<Integer> {
    private static final int LONGEST_SUBJECT = 60;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Places places = new Places();

    @Parameters(paramLabel = "GITDIR", arity = "1..*", description = "the repository's folder; may be given again")
    private List<Path> gitDirs = new ArrayList<>();

    @Option(
            names = "--ref",
            paramLabel = "REF",
            description =
                    "only this ref, or those that match a pattern such as refs/heads/release/*; may be given again (default: all refs)")
    private List<String> refs = new ArrayList<>();

    @Option(
            names = "--for-all",
            description = {
                "what these refs hold is settled for every other ref as well",
                "(default: only what the branch of HEAD holds is; the rest is for its own ref alone)"
            })
    private boolean forAll;

    @Option(
            names = "--observed",
            description = {
                "only what landed while rules observed, is still on its ref, and would be refused today; each is listed with",
                "what is found in it, and what speaks of forgery is left out"
            })
    private boolean observed;

    @Option(
            names = "--commit",
            paramLabel = "COMMIT",
            description = {
                "only this commit, by its full id, for every ref and rule, without what is before it; may be given again"
            })
    private List<String> commits = new ArrayList<>();

    @Option(
            names = "--unless-known",
            hidden = true,
            description = "nothing of a repository that the ledger knows already, wherever it lay")
    private boolean unlessKnown;

    @Option(
            names = "--settle",
            hidden = true,
            paramLabel = "GLOB",
            description = "with --unless-known: what these refs hold is settled for every other ref as well")
    private List<String> settle = new ArrayList<>();

    @Option(names = "--reason", paramLabel = "TEXT", description = "why, for the log")
    private String reason = "";

    @Override
    public Integer call() throws IOException, PolicyProblems, UnsupportedRepository {
        boolean ofRefs = observed || forAll || !refs.isEmpty();
        if (!commits.isEmpty() && ofRefs) {
            throw new ParameterException(spec.commandLine(), "--commit goes with no other choice of what is settled");
        }
        if (reason.isBlank() && (observed || !commits.isEmpty())) {
            throw new ParameterException(spec.commandLine(), "--observed and --commit want a --reason");
        }
        Configuration configuration = Configuration.load(places.config());
        if (configuration.server().ledger().isEmpty() && !observed && commits.isEmpty()) {
            beginInEmptyState();
        }
        int status = ExitStatus.FINE;
        for (Path gitDir : gitDirs) {
            status = Math.max(status, settle(gitDir, configuration));
        }
        return status;
    }

    /**
     * With the first declaration into a STATE that was set up by hand, and holds nothing whatever, its ledger begins. A
     * ledger that was lost leaves other files behind, and is never begun again.
     */
    private void beginInEmptyState() throws IOException {
        Path state = places.state();
        if (!Files.isDirectory(state, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> files = Files.list(state)) {
            if (files.findAny().isPresent()) {
                return;
            }
        }
        Ledger.create(new StateFolder(state)).close();
        spec.commandLine().getOut().println("note: " + state + " was empty; its ledger begins here");
    }

    private int settle(Path gitDir, Configuration configuration) throws IOException, UnsupportedRepository {
        Server server = configuration.server();
        try (GitRepository repository = GitRepository.open(GitEnvironment.at(gitDir.toRealPath()));
                VerifiedObjects objects = repository.objects(server.limits().objectSize())) {
            String name = new ServerEnvironment(server, System.getenv()).repositoryName(repository.directory());
            Settling settling = new Settling(places.ledger(), configuration, repository, objects, name);
            int status = settle(settling);
            spec.commandLine().getOut().flush();
            return status;
        }
    }

    /** The repository at hand. */
    private record Settling(
            Ledger ledger,
            Configuration configuration,
            GitRepository repository,
            VerifiedObjects objects,
            String name) {
        RepositoryRecord record() throws IOException {
            return RepositoryRecord.open(ledger, name, List.of(), ref -> tipOf(repository, ref));
        }

        void declare(String reason, BaselineLine.Settled settled) throws IOException {
            Instant now = Instant.now();
            String account = Caller.account();
            Policy policy = configuration.policy();
            KeySightings met = KeySightings.of(ledger, policy.digest(), policy.people(), now);
            record().declare(now, new BaselineLine(name, account, reason, settled, met, repository.directory()));
        }
    }

    private int settle(Settling settling) throws IOException {
        if (!commits.isEmpty()) {
            settleCommits(settling);
            return ExitStatus.FINE;
        }
        HeldRefs held = new HeldRefs(settling.repository(), settling.objects());
        if (observed) {
            return settleObserved(settling, held);
        }
        if (unlessKnown && isKnown(settling)) {
            return ExitStatus.FINE;
        }
        settleRefs(settling, held, refs, forAll);
        for (String glob : settle) {
            settleRefs(settling, held, List.of(glob), true);
        }
        return ExitStatus.FINE;
    }

    /** What came into a repository that was moved or restored is judged by its next push, not declared good unseen. */
    private boolean isKnown(Settling settling) throws IOException {
        boolean known = RepositoryFolders.isKnown(settling.ledger(), settling.name())
                || RepositoryFolders.nameOf(
                                settling.ledger(), settling.repository().directory())
                        .isPresent();
        if (known) {
            spec.commandLine()
                    .getOut()
                    .println("note: " + settling.name()
                            + " is known already, so nothing that it holds is declared settled;"
                            + " what it came by meanwhile is judged at the next push");
        }
        return known;
    }

    private void settleCommits(Settling settling) throws IOException {
        List<ObjectId> ids = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (String commit : commits) {
            if (!ObjectId.isHex(commit)) {
                throw new ParameterException(spec.commandLine(), commit + " is not the full id of a commit");
            }
            ObjectId id = ObjectId.fromHex(commit);
            if (!(settling.objects().read(id) instanceof StoredObject.Raw raw) || raw.type() != ObjectType.COMMIT) {
                throw new ParameterException(
                        spec.commandLine(), "there is no commit " + commit + " in " + settling.name());
            }
            ids.add(id);
            lines.add("  " + id + " " + "\"" + Printable.of(ParsedCommit.of(raw).subject(), LONGEST_SUBJECT) + "\"");
        }
        settling.declare(reason, BaselineLine.Settled.commits(ids));
        PrintWriter out = spec.commandLine().getOut();
        out.println("settled in " + settling.name() + ", without what is before "
                + (ids.size() == 1 ? "it: 1 commit" : "them: " + ids.size() + " commits"));
        lines.forEach(out::println);
    }

    private int settleObserved(Settling settling, HeldRefs held) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Set<ObjectId> single = settling.record().settled().stream()
                .filter(SettledTip::isSingle)
                .map(SettledTip::commit)
                .collect(Collectors.toSet());
        ObservedBaseline observedTips = new ObservedBaseline(
                new HeldJudge(
                        settling.ledger(),
                        settling.configuration(),
                        settling.repository(),
                        settling.objects(),
                        settling.name()),
                held,
                out);
        observedTips.choose(ObservedTips.find(
                new DecisionIndex(settling.ledger()),
                settling.name(),
                chosen(settling.repository(), refs),
                held,
                single));
        List<BaselineLine.Declared> declared = observedTips.declared(forAll);
        if (!declared.isEmpty()) {
            settling.declare(reason, BaselineLine.Settled.observed(declared));
            out.println("settled in " + settling.name() + ": what landed on " + declared.size()
                    + (declared.size() == 1 ? " ref" : " refs") + " while rules only observed");
            print(declared, out);
        } else if (!observedTips.leavesOut()) {
            out.println(
                    "nothing in " + settling.name() + " that landed while rules only observed would be refused today");
        }
        observedTips.printLeftOut();
        return observedTips.leavesOut() ? ExitStatus.FOUND : ExitStatus.FINE;
    }

    private void settleRefs(Settling settling, HeldRefs held, List<String> names, boolean everywhere)
            throws IOException {
        List<BaselineLine.Declared> declared = new ArrayList<>();
        for (RefState ref : chosen(settling.repository(), names)) {
            declared.add(held.declared(ref, everywhere));
        }
        settling.declare(reason, BaselineLine.Settled.refs(declared, names.isEmpty()));
        PrintWriter out = spec.commandLine().getOut();
        out.println("settled in " + settling.name() + ": what " + declared.size()
                + (declared.size() == 1 ? " ref holds" : " refs hold"));
        print(declared, out);
        held.insteadOfHead()
                .filter(branch -> declared.stream().anyMatch(ref -> ref.ref().equals(branch)))
                .ifPresent(branch -> out.println("note: HEAD of " + settling.name() + " names no branch that is there; "
                        + branch + " is taken for the main one, and counts for every ref"));
    }

    private static void print(List<BaselineLine.Declared> declared, PrintWriter out) {
        declared.forEach(ref -> out.println("  " + ref.tip().abbreviated() + " " + ref.ref()
                + (ref.forItsRefOnly() ? ", for this ref alone" : "")));
    }

    private List<RefState> chosen(GitRepository repository, List<String> names) throws IOException {
        if (names.isEmpty()) {
            return repository.refs();
        }
        List<RefState> chosen = new ArrayList<>();
        for (String name : names) {
            if (name.contains("*")) {
                Glob glob = new Glob(name);
                repository.refs().stream()
                        .filter(ref -> glob.matches(ref.name().value()))
                        .forEach(chosen::add);
                continue;
            }
            RefState state = repository.ref(new RefName(name));
            if (state.tip().isEmpty()) {
                throw new ParameterException(spec.commandLine(), "there is no ref " + name);
            }
            chosen.add(state);
        }
        return chosen;
    }

    private static Optional<ObjectId> tipOf(GitRepository repository, RefName ref) {
        try {
            return repository.ref(ref).tip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
