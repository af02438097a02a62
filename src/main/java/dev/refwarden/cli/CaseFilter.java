package dev.refwarden.cli;

import dev.refwarden.cases.CaseIndex;
import dev.refwarden.cases.CaseQuery;
import dev.refwarden.decision.Code;
import dev.refwarden.policy.Configuration;
import dev.refwarden.policy.Nearest;
import dev.refwarden.policy.PolicyProblems;
import dev.refwarden.report.Printable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which refused pushes are wanted; what is not said does not matter. */
final class CaseFilter {
    private static final int LONGEST = 100;

    @Option(
            names = "--repository",
            paramLabel = "NAME",
            description = "only of this repository, or by a glob over names")
    private String repository = "";

    @Option(
            names = "--ref",
            paramLabel = "REF",
            description =
                    "only those that would have moved this ref: a full name, a branch or tag, refs/heads/, or a glob")
    private String ref = "";

    @Option(names = "--person", paramLabel = "ID", description = "only those that this person, or account, pushed")
    private String person = "";

    @Option(names = "--code", paramLabel = "CODE", description = "only those refused for this reason, such as unsigned")
    private String code = "";

    @Option(names = "--since", paramLabel = "TIME", description = "only from this time on, such as 2026-11-23")
    private @Nullable Instant since;

    @Option(names = "--until", paramLabel = "TIME", description = "only before this time")
    private @Nullable Instant until;

    @Option(
            names = "--text",
            paramLabel = "TEXT",
            description = "only where a name, code, key or case holds this, or an object begins so")
    private String text = "";

    CaseQuery query() {
        CaseQuery query = CaseQuery.refusals()
                .inRepository(repository)
                .ofRef(ref)
                .pushedBy(person)
                .withCode(code)
                .containing(text);
        query = since == null ? query : query.since(since);
        return until == null ? query : query.until(until);
    }

    /**
     * Compares what was asked for with what there can be.
     *
     * @throws IllegalArgumentException if no finding has that code, or nobody is called so
     */
    void check(CaseIndex index, Path config) {
        SortedSet<String> codes =
                new TreeSet<>(index.counts(CaseQuery.refusals()).byCode().keySet());
        for (Code known : Code.values()) {
            codes.add(known.word());
        }
        if (!code.isEmpty() && !codes.contains(code)) {
            throw new IllegalArgumentException("no finding has the code " + quoted(code) + Nearest.hint(code, codes));
        }
        if (!person.isEmpty()) {
            SortedSet<String> people = index.counts(CaseQuery.pushes()).pushers();
            if (!people.contains(person) && people.addAll(configured(config)) && !people.contains(person)) {
                throw new IllegalArgumentException("nobody is called " + quoted(person) + Nearest.hint(person, people));
            }
        }
    }

    /** What else was perhaps meant, where nothing was found. */
    String hint(CaseIndex index) {
        SortedSet<String> known =
                new TreeSet<>(index.counts(CaseQuery.pushes()).byRepository().keySet());
        boolean unknown = !repository.isEmpty() && repository.indexOf('*') < 0 && !known.contains(repository);
        return unknown ? "the log knows no repository " + quoted(repository) + Nearest.hint(repository, known) : "";
    }

    /** Everybody whom the configuration knows; nobody where it cannot be read, which hides no case. */
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
