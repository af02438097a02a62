package dev.refwarden.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.git.RefName;
import dev.refwarden.people.Person;
import dev.refwarden.people.PersonId;
import dev.refwarden.policy.explain.Explanation;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.Place;
import dev.refwarden.policy.yaml.PolicyProblems;
import dev.refwarden.policy.yaml.Suggestion;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code refwarden policy explain}: what a push to one ref must satisfy, in words. */
@Command(name = "explain", description = "Explain in words what a push to a ref must satisfy, and which lines say so.")
final class PolicyExplain implements Callable<Integer> {
    private static final int WIDEST_LINE = 6;

    @Option(
            names = "--repo",
            paramLabel = "REPOSITORY",
            required = true,
            description = "the repository, as rules name it")
    private String repository = "";

    @Option(names = "--ref", paramLabel = "REF", required = true, description = "a full ref, such as refs/heads/main")
    private String ref = "";

    @Option(names = "--as", paramLabel = "PERSON", description = "and what would become of this person's push today")
    private String as = "";

    @Option(names = "--path", paramLabel = "PATH", description = "and which lines guard this file")
    private String path = "";

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    @Mixin
    private Places places = new Places();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, PolicyProblems {
        FullRef.require(spec.commandLine(), ref);
        Configuration configuration = Configuration.load(places.config());
        Explanation explanation = Explanation.of(configuration, repository, new RefName(ref), Instant.now());
        PersonalWords words = new PersonalWords(configuration, repository, new RefName(ref), Instant.now());
        List<String> ofPath = path.isEmpty() ? List.of() : words.guarding(path);
        List<String> ofPerson = as.isEmpty() ? List.of() : words.of(person(configuration), path);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            write(explanation, configuration.policy().digest(), ofPath, ofPerson, out);
        } else {
            print(explanation, out);
            print(path, ofPath, out);
            print("As " + as + ", now", ofPerson, out);
        }
        return ExitStatus.FINE;
    }

    private Person person(Configuration configuration) {
        return configuration
                .policy()
                .people()
                .person(new PersonId(as))
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "no such person: " + as + Suggestion.hint(as, ids(configuration))));
    }

    private static List<String> ids(Configuration configuration) {
        return configuration.policy().people().all().stream()
                .map(person -> person.id().value())
                .toList();
    }

    private static void print(String title, List<String> words, PrintWriter out) {
        if (!words.isEmpty()) {
            out.println();
            out.println(title + ":");
            words.forEach(line -> out.println("  " + line));
        }
    }

    private static void print(Explanation explanation, PrintWriter out) {
        out.println(explanation.ref() + " in " + explanation.repository());
        out.println();
        explanation.summary().forEach(out::println);
        for (Explanation.Entry entry : explanation.entries()) {
            out.println();
            out.println(Explanation.line(entry.place()) + " holds for this repository. " + entry.says());
            for (Explanation.RuleWords rule : entry.rules()) {
                out.println();
                out.println("  Rule \"" + rule.name() + "\" (" + Explanation.line(rule.place()) + ")");
                rule.demands().forEach(demand -> out.println(numbered(demand)));
            }
        }
    }

    /** With the line that says so in front; without one where no one wrote it and a default holds. */
    private static String numbered(Explanation.Demand demand) {
        String line = demand.place().map(place -> String.valueOf(place.line())).orElse("");
        return " ".repeat(Math.max(0, WIDEST_LINE - line.length())) + line + "  " + demand.sentence();
    }

    private static void write(
            Explanation explanation, String digest, List<String> ofPath, List<String> ofPerson, PrintWriter out)
            throws IOException {
        try (JsonGenerator json = Json.to(out, "explanation")) {
            json.writeStringField("repository", explanation.repository());
            json.writeStringField("ref", explanation.ref().value());
            json.writeStringField("policy", digest);
            writeAll("summary", explanation.summary(), json);
            json.writeArrayFieldStart("entries");
            for (Explanation.Entry entry : explanation.entries()) {
                write(entry, json);
            }
            json.writeEndArray();
            writeAll("path", ofPath, json);
            writeAll("as", ofPerson, json);
        }
        out.println();
    }

    private static void write(Explanation.Entry entry, JsonGenerator json) throws IOException {
        json.writeStartObject();
        write(entry.place(), json);
        json.writeStringField("says", entry.says());
        json.writeArrayFieldStart("rules");
        for (Explanation.RuleWords rule : entry.rules()) {
            json.writeStartObject();
            json.writeStringField("name", rule.name());
            write(rule.place(), json);
            json.writeArrayFieldStart("demands");
            for (Explanation.Demand demand : rule.demands()) {
                json.writeStartObject();
                if (demand.place().isPresent()) {
                    json.writeNumberField("line", demand.place().get().line());
                }
                json.writeStringField("says", demand.sentence());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(Place place, JsonGenerator json) throws IOException {
        json.writeStringField("file", place.file());
        json.writeNumberField("line", place.line());
    }

    private static void writeAll(String name, List<String> texts, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
