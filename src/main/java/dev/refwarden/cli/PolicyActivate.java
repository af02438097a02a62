package dev.refwarden.cli;

import dev.refwarden.policy.compare.Change;
import dev.refwarden.policy.compare.Comparison;
import dev.refwarden.policy.edit.Activation;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code refwarden policy activate}: puts another configuration in force, at once and whole. */
@Command(
        name = "activate",
        description = {
            "Check a new configuration and put it in the place of the present one, which is kept.",
            "The new one is copied and takes the place of CONFIG at once; no push sees anything but the old or the new one.",
            "Those before are kept in CONFIG.d, next to CONFIG. refwarden policy copy DIR makes a copy to prepare the next.",
            "Shows first what changes, and what will be refused that is on the server already, and asks on a terminal."
        })
final class PolicyActivate implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "the new configuration, or a former one to go back to")
    private @Nullable Path folder;

    @Option(names = "--back", description = "go back to the configuration before the present one, and forth again")
    private boolean back;

    @Option(names = "--yes", description = "put it in force without asking")
    private boolean yes;

    @Mixin
    private Places places = new Places();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, PolicyProblems {
        Activation activation = new Activation(places.config(), Instant.now());
        if (back == (folder != null)) {
            throw new ParameterException(spec.commandLine(), "give either DIR or --back");
        }
        Path source = folder != null ? folder : activation.former();
        PrintWriter out = spec.commandLine().getOut();
        Optional<Configuration> present = present();
        boolean isPresent = Files.exists(places.config()) && Files.isSameFile(source, places.config());
        List<Change> changes = changes(source, present);
        if (!changes.isEmpty()) {
            PolicyDiff.print(changes, out);
        }
        LedgerHeld.printCandidate(source, places.state(), out);
        out.flush();
        if (!yes && !agrees(out)) {
            out.println("nothing was changed");
            return ExitStatus.FOUND;
        }
        Activation.Outcome outcome = activation.activate(source);
        out.println(places.config() + " is now as in " + source + " (" + outcome.digest() + ")");
        outcome.former().ifPresent(former -> {
            out.println("the one before is kept in " + former);
            out.println("to go back: refwarden policy activate --config " + Shell.quoted(places.config()) + " --back");
            out.println("to prepare the next one: refwarden policy copy --config " + Shell.quoted(places.config())
                    + " DIR");
        });
        if (!isPresent) {
            Optional<String> before = present.map(former -> former.policy().digest());
            LedgerHeld.record(places.config(), places.state(), new LedgerHeld.Activated(before, outcome.digest()), out);
        }
        return ExitStatus.FINE;
    }

    /** Asks whoever sits there; where input or output is not a terminal, no one does, and the command itself is the answer. */
    private boolean agrees(PrintWriter out) throws IOException {
        if (!Terminal.isStandardInput() || !Terminal.isStandardOutput()) {
            return true;
        }
        out.print("put this in force? [y/N] ");
        out.flush();
        String answer = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
        return answer != null && Set.of("y", "yes").contains(answer.strip());
    }

    /** What is in force may be broken, or nothing: then there is nothing to compare with. */
    private Optional<Configuration> present() {
        try {
            return Optional.of(Configuration.load(places.config()));
        } catch (PolicyProblems e) {
            return Optional.empty();
        }
    }

    private static List<Change> changes(Path source, Optional<Configuration> present) throws PolicyProblems {
        Configuration next = Configuration.load(source);
        ExampleKeys.refuse(next);
        return present.isPresent() ? Comparison.of(present.get(), next) : List.of();
    }
}
