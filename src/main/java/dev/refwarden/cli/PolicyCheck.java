package dev.refwarden.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.decision.Code;
import dev.refwarden.people.Person;
import dev.refwarden.policy.RepositoryEntry;
import dev.refwarden.policy.lint.Lints;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.tests.PolicyCases;
import dev.refwarden.policy.yaml.Place;
import dev.refwarden.policy.yaml.PolicyProblems;
import dev.refwarden.policy.yaml.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code refwarden policy check}: everything that is wrong with a configuration, at once. */
@Command(name = "check", description = "Report everything that is wrong with a configuration, at once.")
final class PolicyCheck implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "DIR", description = "a configuration (default: the installed one)")
    private @Nullable Path folder;

    @Option(names = "--strict", description = "lints count as well")
    private boolean strict;

    @Option(
            names = "--repositories",
            paramLabel = "DIR",
            description = "hold the patterns against the repositories below this folder (default: root in "
                    + "server.yaml, where that is here)")
    private @Nullable Path repositories;

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    @Mixin
    private Places places = new Places();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path checked = folder != null ? folder : places.config();
        try {
            Configuration configuration = Configuration.load(checked);
            List<Problem> lints = lints(configuration);
            report(checked, lints, 0, contents(configuration));
            return strict && !lints.isEmpty() ? ExitStatus.FOUND : ExitStatus.FINE;
        } catch (PolicyProblems e) {
            report(checked, e.problems(), e.problems().size(), "");
            return ExitStatus.POLICY_UNUSABLE;
        }
    }

    /** What is wrong with the cases in tests.yaml counts as well: it keeps them from being tried, and no push out. */
    private List<Problem> lints(Configuration configuration) throws IOException {
        List<Problem> lints = new ArrayList<>(Lints.of(configuration, Instant.now()));
        if (repositories != null) {
            lints.addAll(RepositoryLints.of(configuration, repositories));
        } else {
            lints.addAll(ofRoot(configuration));
        }
        try {
            PolicyCases.load(configuration, Code.words());
        } catch (PolicyProblems e) {
            e.problems().forEach(problem -> lints.add(problem.asLint()));
        }
        return Problem.inOrder(lints);
    }

    private static List<Problem> ofRoot(Configuration configuration) {
        Path root = Path.of(configuration.server().root().orElse("/nowhere"));
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try {
            return RepositoryLints.of(configuration, root);
        } catch (IOException e) {
            String message =
                    "root: the repositories below " + root + " cannot be read, so patterns were not held against them";
            return List.of(new Problem(Problem.Severity.LINT, Place.of(Configuration.SERVER), message));
        }
    }

    private void report(Path checked, List<Problem> problems, int errors, String contents) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        int lints = problems.size() - errors;
        if (json) {
            try (JsonGenerator generator = Json.to(out, "policy-check")) {
                generator.writeStringField("folder", checked.toString());
                generator.writeNumberField("errors", errors);
                generator.writeNumberField("lints", lints);
                ProblemLines.write(problems, generator);
            }
            out.println();
            return;
        }
        if (Terminal.isStandardOutput()) {
            ProblemLines.printWithSource(problems, checked, out);
        } else {
            ProblemLines.print(problems, out);
        }
        out.println(checked + ": " + contents + count(errors, "error") + ", " + count(lints, "lint"));
    }

    private static String contents(Configuration configuration) {
        int keys = 0;
        for (Person person : configuration.policy().people().all()) {
            keys += person.keys().size();
        }
        int rules = 0;
        for (RepositoryEntry entry : configuration.policy().repositories()) {
            rules += entry.rules().size();
        }
        int people = configuration.policy().people().all().size();
        return (people == 1 ? "1 person" : people + " people") + ", " + count(keys, "key") + ", " + count(rules, "rule")
                + "; ";
    }

    private static String count(int number, String thing) {
        return (number == 0 ? "no" : number) + " " + thing + (number == 1 ? "" : "s");
    }
}
