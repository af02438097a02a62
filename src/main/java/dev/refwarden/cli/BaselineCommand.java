package dev.refwarden.cli;

import dev.refwarden.git.GitEnvironment;
import dev.refwarden.git.GitRepository;
import dev.refwarden.git.RefState;
import dev.refwarden.git.UnsupportedRepository;
import dev.refwarden.git.VerifiedObjects;
import dev.refwarden.hook.ServerEnvironment;
import dev.refwarden.log.BaselineLine;
import dev.refwarden.log.KeySightings;
import dev.refwarden.log.RememberedConfiguration;
import dev.refwarden.log.RepositoryRecord;
import dev.refwarden.log.SettledTip;
import dev.refwarden.log.StateFolder;
import dev.refwarden.object.CommitLinks;
import dev.refwarden.object.ObjectId;
import dev.refwarden.object.ObjectStore;
import dev.refwarden.object.ObjectType;
import dev.refwarden.object.ParsedTag;
import dev.refwarden.object.RefName;
import dev.refwarden.object.StoredObject;
import dev.refwarden.object.Tag;
import dev.refwarden.policy.Configuration;
import dev.refwarden.policy.Policy;
import dev.refwarden.policy.PolicyProblems;
import dev.refwarden.policy.Server;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
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
            "Declare that what refs of a repository hold is settled.",
            "Nothing before these commits is judged any more, under any rule. Confirms the repository's name as well."
        })
final class BaselineCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Places places = new Places();

    @Parameters(paramLabel = "GITDIR", arity = "1..*", description = "the repository's folder; may be given again")
    private List<Path> gitDirs = new ArrayList<>();

    @Option(names = "--ref", paramLabel = "REF", description = "only this ref; may be given again (default: all refs)")
    private List<String> refs = new ArrayList<>();

    @Option(names = "--reason", paramLabel = "TEXT", description = "why, for the log")
    private String reason = "";

    @Override
    public Integer call() throws IOException, PolicyProblems, UnsupportedRepository {
        // The first push is then no slower than others.
        Configuration configuration =
                Configuration.load(places.config(), new RememberedConfiguration(new StateFolder(places.state())));
        for (Path gitDir : gitDirs) {
            settle(gitDir, configuration);
        }
        return ExitStatus.FINE;
    }

    private void settle(Path gitDir, Configuration configuration) throws IOException, UnsupportedRepository {
        Server server = configuration.server();
        StateFolder state = new StateFolder(places.state());
        try (GitRepository repository = GitRepository.open(GitEnvironment.at(gitDir.toRealPath()));
                VerifiedObjects objects = repository.objects(server.limits().objectSize())) {
            String name = new ServerEnvironment(server, System.getenv()).repositoryName(repository.directory());
            List<BaselineLine.Declared> declared = new ArrayList<>();
            for (RefState ref : chosen(repository)) {
                declared.add(declared(ref, objects));
            }
            RepositoryRecord.name(state, repository.directory(), name);
            declare(state, repository, name, declared, configuration.policy());
            PrintWriter out = spec.commandLine().getOut();
            out.println("settled in " + name + ": what " + declared.size()
                    + (declared.size() == 1 ? " ref holds" : " refs hold"));
            declared.forEach(ref -> out.println("  " + ref.tip().abbreviated() + " " + ref.ref()));
            out.flush();
        }
    }

    private void declare(
            StateFolder state,
            GitRepository repository,
            String name,
            List<BaselineLine.Declared> declared,
            Policy policy)
            throws IOException {
        Instant now = Instant.now();
        List<SettledTip> tips = new ArrayList<>();
        for (BaselineLine.Declared ref : declared) {
            ref.commit().ifPresent(commit -> tips.add(RepositoryRecord.declared(commit, now, ref.claimedTime())));
        }
        String account = System.getProperty("user.name", "");
        KeySightings met = KeySightings.of(state, policy.digest(), policy.people(), now);
        RepositoryRecord.open(state, name, List.of(), ref -> tipOf(repository, ref))
                .declare(now, new BaselineLine(name, account, reason, refs.isEmpty(), declared, met), tips);
    }

    private List<RefState> chosen(GitRepository repository) throws IOException {
        if (refs.isEmpty()) {
            return repository.refs();
        }
        List<RefState> chosen = new ArrayList<>();
        for (String name : refs) {
            RefState state = repository.ref(new RefName(name));
            if (state.tip().isEmpty()) {
                throw new ParameterException(spec.commandLine(), "there is no ref " + name);
            }
            chosen.add(state);
        }
        return chosen;
    }

    private static BaselineLine.Declared declared(RefState ref, ObjectStore objects) {
        ObjectId tip = ref.tip().orElseThrow();
        StoredObject object = objects.read(tip);
        while (object instanceof StoredObject.Raw raw
                && raw.type() == ObjectType.TAG
                && ParsedTag.of(raw.bytes()) instanceof Tag tag) {
            object = objects.read(tag.target());
        }
        return object instanceof StoredObject.Raw raw && raw.type() == ObjectType.COMMIT
                ? new BaselineLine.Declared(
                        ref.name(),
                        tip,
                        Optional.of(raw.id()),
                        CommitLinks.of(raw.bytes()).claimedTime())
                : new BaselineLine.Declared(ref.name(), tip, Optional.empty(), 0);
    }

    private static Optional<ObjectId> tipOf(GitRepository repository, RefName ref) {
        try {
            return repository.ref(ref).tip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
