package dev.refwarden.review.web;

import dev.refwarden.policy.Glob;
import dev.refwarden.policy.GlobSet;
import dev.refwarden.policy.RepositoryEntry;
import dev.refwarden.policy.Rule;
import dev.refwarden.policy.explain.Explanation;
import dev.refwarden.policy.read.Configuration;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The policy in force, in words.
 *
 * @param digest of every file that it was read from
 * @param problems why it cannot be used; then every push is refused and nothing else is here
 * @param people how many there are
 */
public record PolicyPage(String digest, List<String> problems, List<Entry> entries, int people) {
    /** Rules for some repositories. */
    public record Entry(String repositories, String place, String says, List<RuleWords> rules) {}

    public record RuleWords(String name, String place, String refs, List<String> demands) {}

    static PolicyPage of(Site site, Instant now) throws IOException {
        Optional<Configuration> configuration = site.configuration();
        if (configuration.isEmpty()) {
            List<String> problems =
                    site.problems().stream().map(Object::toString).toList();
            return new PolicyPage("", problems, List.of(), 0);
        }
        List<Explanation.Entry> said = Explanation.ofAll(configuration.get(), now);
        List<Entry> entries = new ArrayList<>();
        for (int at = 0; at < said.size(); at++) {
            RepositoryEntry entry = configuration.get().policy().repositories().get(at);
            Explanation.Entry words = said.get(at);
            List<RuleWords> rules = new ArrayList<>();
            for (int i = 0; i < entry.rules().size(); i++) {
                Rule rule = entry.rules().get(i);
                Explanation.RuleWords one = words.rules().get(i);
                List<String> demands =
                        one.demands().stream().map(Explanation.Demand::sentence).toList();
                rules.add(new RuleWords(one.name(), Explanation.line(one.place()), names(rule.refs()), demands));
            }
            entries.add(new Entry(names(entry.names()), Explanation.line(words.place()), words.says(), rules));
        }
        return new PolicyPage(
                configuration.get().policy().digest(),
                List.of(),
                entries,
                configuration.get().policy().people().all().size());
    }

    private static String names(GlobSet names) {
        return globs(names.match()) + (names.except().isEmpty() ? "" : " except " + globs(names.except()));
    }

    private static String globs(List<Glob> globs) {
        return globs.stream().map(Glob::toString).collect(Collectors.joining(", "));
    }
}
