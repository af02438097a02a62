package dev.refwarden.cli;

import dev.refwarden.decision.Code;
import dev.refwarden.ledger.DecisionIndex;
import dev.refwarden.ledger.DecisionQuery;
import dev.refwarden.people.People;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import dev.refwarden.policy.yaml.Suggestion;
import dev.refwarden.report.Printable;
import dev.refwarden.review.desk.FilterWords;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which refused pushes are required; what is not said does not matter. */
final class CaseFilter {
    private static final int LONGEST = 100;

    @Option(
            names = "--repository",
            paramLabel = "REPOSITORY",
            description = "only of this repository, or by a glob over names")
    private String repository = "";

    @Option(
            names = "--ref",
            paramLabel = "REF",
            description =
                    "only those that would have moved this ref: a full name, a branch or tag, refs/heads/, or a glob")
    private String ref = "";

    @Option(names = "--person", paramLabel = "PERSON", description = "only those that this person, or account, pushed")
    private String person = "";

    @Option(names = "--code", paramLabel = "CODE", description = "only those refused for this reason, such as unsigned")
    private String code = "";

    @Option(names = "--since", paramLabel = "TIME", description = "only from this time on, such as 2026-11-23 or 7d")
    private @Nullable Instant since;

    @Option(names = "--until", paramLabel = "TIME", description = "only before this time")
    private @Nullable Instant until;

    @Option(
            names = "--text",
            paramLabel = "TEXT",
            description = "only where a name, code, key or case holds this, or an object begins so")
    private String text = "";

    /** As filter words. */
    String words() {
        List<String> words = new ArrayList<>();
        add(words, "repo", repository);
        add(words, "ref", ref);
        add(words, "person", person);
        add(words, "code", code);
        add(words, "since", since == null ? "" : since.toString());
        add(words, "until", until == null ? "" : until.toString());
        if (!text.isEmpty()) {
            words.add('"' + text.replace("\"", "") + '"');
        }
        return String.join(" ", words);
    }

    private static void add(List<String> words, String name, String value) {
        if (!value.isEmpty()) {
            words.add(FilterWords.word(name, value));
        }
    }

    /** Compares what filter words ask for with what there can be. */
    void check(DecisionQuery query, DecisionIndex index, People people) throws IOException {
        if (!query.code().isEmpty()) {
            checkCode(query.code(), index);
        }
        if (!query.pusher().isEmpty()) {
            SortedSet<String> known = index.pushers();
            people.all().forEach(one -> {
                known.add(one.id().value());
                known.addAll(one.accounts());
            });
            // Where the configuration cannot be read, no one can be missed.
            if (!known.contains(query.pusher()) && !people.all().isEmpty()) {
                throw new IllegalArgumentException(
                        "no such person: " + quoted(query.pusher()) + Suggestion.hint(query.pusher(), known));
            }
        }
    }

    private static void checkCode(String word, DecisionIndex index) throws IOException {
        SortedSet<String> codes = index.codes();
        codes.addAll(Code.words());
        if (!codes.contains(word)) {
            throw new IllegalArgumentException(
                    "no finding has the code " + quoted(word) + Suggestion.hint(word, codes));
        }
    }

    /**
     * Compares what was asked for with what there can be.
     *
     * @throws IllegalArgumentException if no finding has that code, or no such person: so
     */
    void check(DecisionIndex index, Path config) throws IOException {
        if (!code.isEmpty()) {
            checkCode(code, index);
        }
        if (!person.isEmpty()) {
            SortedSet<String> people = index.pushers();
            if (!people.contains(person) && people.addAll(configured(config)) && !people.contains(person)) {
                throw new IllegalArgumentException(
                        "no such person: " + quoted(person) + Suggestion.hint(person, people));
            }
        }
    }

    /** What else was perhaps meant, where nothing was found. */
    static String hint(DecisionQuery query, DecisionIndex index) throws IOException {
        String repository = query.repository();
        SortedSet<String> known = index.repositories();
        boolean unknown = !repository.isEmpty() && repository.indexOf('*') < 0 && !known.contains(repository);
        return unknown ? "the log knows no repository " + quoted(repository) + Suggestion.hint(repository, known) : "";
    }

    /** Everybody whom the configuration knows; no one where it cannot be read, which hides no case. */
    private static SortedSet<String> configured(Path config) {
        SortedSet<String> known = new TreeSet<>();
        try {
            Configuration.load(config).policy().people().all().forEach(person -> {
                known.add(person.id().value());
                known.addAll(person.accounts());
            });
        } catch (PolicyProblems e) {
            return known;
        }
        return known;
    }

    private static String quoted(String name) {
        return '"' + Printable.of(name, LONGEST) + '"';
    }
}
