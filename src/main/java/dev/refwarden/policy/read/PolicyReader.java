package dev.refwarden.policy.read;

import dev.refwarden.policy.GlobSet;
import dev.refwarden.policy.Members;
import dev.refwarden.policy.PatternKind;
import dev.refwarden.policy.Policy;
import dev.refwarden.policy.RepositoryEntry;
import dev.refwarden.policy.Rule;
import dev.refwarden.policy.yaml.Problems;
import dev.refwarden.policy.yaml.Section;
import dev.refwarden.policy.yaml.Words;
import dev.refwarden.policy.yaml.Yaml;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code policy.yaml}. */
public final class PolicyReader {
    private static final Words<Boolean> OBSERVE = new Words<>(List.of("enforce", "observe"), List.of(false, true));

    private final PeopleResolver roster;
    private final Problems problems;
    private final RuleReader ruleReader;

    public PolicyReader(PeopleResolver roster, Problems problems) {
        this.roster = roster;
        this.problems = problems;
        this.ruleReader = new RuleReader(roster, problems);
    }

    /** The one version of both files that there is. */
    static void version(Section file) {
        file.require("version").number("version", 1, 1);
    }

    /** What the file says of itself. */
    record Rules(Map<String, Members> groups, Optional<Policy.Waivers> waivers, List<RepositoryEntry> repositories) {}

    /** What the file says; where anything in it is a problem, the result is of no use. */
    public Rules read(Section file) {
        version(file);
        Optional<Section> groupSection = file.section("groups");
        Map<String, Members> groups =
                groupSection.isEmpty() ? Map.of() : new GroupReader(roster, problems).read(groupSection.get());
        Optional<Section> waivers = file.section("waivers");
        Optional<Policy.Waivers> waiverDemands =
                waivers.isEmpty() ? Optional.empty() : new PushReader(roster, problems).waivers(waivers.get());
        List<RepositoryEntry> entries = entries(file.require("repositories"));
        file.end();
        return new Rules(groups, waiverDemands, entries);
    }

    private List<RepositoryEntry> entries(Section file) {
        List<RepositoryEntry> entries = new ArrayList<>();
        for (Yaml item : file.list("repositories")) {
            Optional<Section> section = Section.of(item, "an entry of repositories", problems);
            Optional<RepositoryEntry> entry = section.isEmpty() ? Optional.empty() : entry(section.get());
            if (entry.isPresent()) {
                entries.add(entry.get());
            }
        }
        return entries;
    }

    private Optional<RepositoryEntry> entry(Section entry) {
        Optional<GlobSet> repositories = new Globs(problems, PatternKind.REPOSITORY).names(entry, "match");
        boolean observe = entry.word("mode", OBSERVE, false);
        Optional<Instant> until = entry.moment("until");
        boolean allow = entry.word("unmatched", Words.ALLOW, false);
        boolean ambiguous = entry.word("ambiguous-names", Words.ALLOW, false);
        List<Rule> rules = rules(entry);
        entry.end();
        return repositories.isEmpty()
                ? Optional.empty()
                : Optional.of(new RepositoryEntry(
                        repositories.get(), observe, until, allow, ambiguous, rules, entry.place()));
    }

    private List<Rule> rules(Section entry) {
        List<Rule> rules = new ArrayList<>();
        for (Yaml item : entry.list("rules")) {
            Optional<Section> section = Section.of(item, "a rule", problems);
            Optional<Rule> rule = section.isEmpty() ? Optional.empty() : ruleReader.read(section.get());
            if (rule.isPresent()) {
                rules.add(rule.get());
            }
        }
        return rules;
    }
}
