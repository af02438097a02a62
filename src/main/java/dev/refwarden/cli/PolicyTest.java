package dev.refwarden.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.decision.Code;
import dev.refwarden.decision.Finding;
import dev.refwarden.decision.Verdict;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.tests.PolicyCase;
import dev.refwarden.policy.tests.PolicyCase.Expected;
import dev.refwarden.policy.tests.PolicyCases;
import dev.refwarden.policy.yaml.PolicyProblems;
import dev.refwarden.replay.Rehearsal;
import dev.refwarden.report.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code refwarden policy test}: the policy against its own cases. */
@Command(name = "test", description = "Try the policy on the cases in its tests.yaml; no repository is needed.")
final class PolicyTest implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "DIR", description = "a configuration (default: the installed one)")
    private @Nullable Path folder;

    @Option(names = "--json", description = "as JSON")
    private boolean asJson;

    @Mixin
    private Places places = new Places();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** What became of a case. */
    private record Outcome(PolicyCase test, Verdict verdict, boolean good) {}

    @Override
    public Integer call() throws IOException, PolicyProblems {
        Path tested = folder != null ? folder : places.config();
        Configuration configuration = Configuration.load(tested);
        List<PolicyCase> cases = PolicyCases.load(configuration, Code.words());
        long start = System.nanoTime();
        List<Outcome> outcomes =
                cases.stream().map(test -> outcome(configuration, test)).toList();
        long millis = (System.nanoTime() - start) / 1_000_000;
        if (asJson) {
            write(outcomes, millis);
        } else {
            print(tested, outcomes, millis);
        }
        return outcomes.stream().allMatch(Outcome::good) ? ExitStatus.FINE : ExitStatus.FOUND;
    }

    private static Outcome outcome(Configuration configuration, PolicyCase test) {
        Verdict verdict = Rehearsal.of(configuration, test, Instant.now());
        boolean sameCodes = test.codes().isEmpty() || test.codes().get().equals(codes(verdict));
        return new Outcome(test, verdict, expected(verdict) == test.expected() && sameCodes);
    }

    private void print(Path tested, List<Outcome> outcomes, long millis) {
        PrintWriter out = spec.commandLine().getOut();
        if (outcomes.isEmpty()) {
            out.println(tested + ": no cases; write some into " + PolicyCases.FILE);
            return;
        }
        for (Outcome outcome : outcomes) {
            out.println((outcome.good() ? "ok    " : "FAIL  ") + outcome.test().name());
            if (!outcome.good()) {
                out.println("      " + outcome.test().place() + ": expected "
                        + words(
                                outcome.test().expected(),
                                outcome.test().codes().orElse(Set.of())) + ", but it is "
                        + words(expected(outcome.verdict()), codes(outcome.verdict())));
                outcome.verdict().findings().forEach(finding -> out.println("        " + line(finding)));
            }
        }
        long failed = outcomes.stream().filter(outcome -> !outcome.good()).count();
        out.println(outcomes.size() + (outcomes.size() == 1 ? " case, " : " cases, ")
                + (failed == 0 ? "none failed" : failed + " failed") + ", " + millis + " ms");
    }

    private void write(List<Outcome> outcomes, long millis) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (JsonGenerator json = Json.to(out, "policy-test")) {
            json.writeNumberField("cases", outcomes.size());
            json.writeNumberField(
                    "failed",
                    outcomes.stream().filter(outcome -> !outcome.good()).count());
            json.writeNumberField("millis", millis);
            json.writeArrayFieldStart("tests");
            for (Outcome outcome : outcomes) {
                json.writeStartObject();
                json.writeStringField("name", outcome.test().name());
                json.writeStringField("file", outcome.test().place().file());
                json.writeNumberField("line", outcome.test().place().line());
                json.writeBooleanField("passed", outcome.good());
                json.writeStringField("verdict", word(expected(outcome.verdict())));
                json.writeArrayFieldStart("codes");
                for (String code : codes(outcome.verdict())) {
                    json.writeString(code);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        out.println();
    }

    private static String line(Finding finding) {
        return finding.rule().map(rule -> "rule \"" + rule + "\": ").orElse("") + Printable.of(finding.detail(), 300)
                + " [" + finding.code().word() + "]";
    }

    private static String words(Expected expected, Set<String> codes) {
        return word(expected) + (codes.isEmpty() ? "" : " [" + String.join("] [", new TreeSet<>(codes)) + "]");
    }

    private static String word(Expected expected) {
        return expected.name().toLowerCase(Locale.ROOT);
    }

    private static Expected expected(Verdict verdict) {
        if (verdict instanceof Verdict.Refused) {
            return Expected.REFUSED;
        }
        return verdict.findings().isEmpty() ? Expected.ACCEPTED : Expected.OBSERVED;
    }

    private static Set<String> codes(Verdict verdict) {
        return verdict.findings().stream()
                .map(finding -> finding.code().word())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
