package dev.refwarden.policy.read;

import dev.refwarden.people.KeyType;
import dev.refwarden.policy.GlobSet;
import dev.refwarden.policy.PatternKind;
import dev.refwarden.policy.Rule;
import dev.refwarden.policy.yaml.DisplayText;
import dev.refwarden.policy.yaml.Place;
import dev.refwarden.policy.yaml.Problems;
import dev.refwarden.policy.yaml.Section;
import dev.refwarden.policy.yaml.Words;
import dev.refwarden.policy.yaml.Yaml;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads rules, and sees to it that each has a name of its own and demands something. */
final class RuleReader {
    private static final Words<KeyType> TYPES = types();
    private static final int LEAST_RSA_BITS = 1024;
    private static final int MOST_RSA_BITS = 16_384;

    private final Problems problems;
    private final CommitsReader commitsReader;
    private final PushReader pushReader;
    private final Map<String, Place> names = new HashMap<>();

    RuleReader(PeopleResolver roster, Problems problems) {
        this.problems = problems;
        this.commitsReader = new CommitsReader(roster, problems);
        this.pushReader = new PushReader(roster, problems);
    }

    /** The rule; nothing, and problems, where something of it could not be read. */
    Optional<Rule> read(Section rule) {
        int before = problems.count();
        Optional<String> name = name(rule);
        Optional<GlobSet> refs = new Globs(problems, PatternKind.REF).names(rule, "refs");
        Optional<Section> commits = rule.section("commits");
        Optional<Section> tags = rule.section("tags");
        Optional<Section> push = rule.section("push");
        Optional<Section> keys = rule.section("keys");
        Optional<Rule.Commits> commitDemands =
                commits.isEmpty() ? Optional.empty() : commitsReader.commits(commits.get());
        Optional<Rule.Tags> tagDemands = tags.isEmpty() ? Optional.empty() : commitsReader.tags(tags.get());
        Rule.Keys keyDemands = keys.isEmpty() ? Rule.Keys.DEFAULT : keys(keys.get());
        Optional<Rule.Push> pushDemands = push.isEmpty() ? Optional.empty() : Optional.of(pushReader.read(push.get()));
        List<Rule.GuardedPaths> paths = paths(rule);
        rule.end();
        boolean idle = commits.isEmpty() && tags.isEmpty() && push.isEmpty() && paths.isEmpty();
        if (idle && problems.count() == before) {
            problems.add(rule.place(), "a rule without commits, tags, push or paths demands nothing");
        }
        if (problems.count() > before || name.isEmpty() || refs.isEmpty()) {
            return Optional.empty();
        }
        Rule read = new Rule(
                name.get(), refs.get(), commitDemands, tagDemands, keyDemands, pushDemands, paths, rule.place());
        new KeyDemands(rule, problems).check(read);
        return Optional.of(read);
    }

    private Optional<String> name(Section rule) {
        Optional<String> name = rule.require("name").text("name");
        if (name.isEmpty()) {
            return name;
        }
        Place place = rule.place("name");
        if (name.get().length() > 100 || !name.get().equals(name.get().strip())) {
            problems.add(place, "a rule's name has at most 100 characters and no blank at either end");
        }
        Place first = names.putIfAbsent(name.get(), place);
        if (first != null) {
            problems.add(
                    place, "rule " + DisplayText.quoted(name.get()) + " is there already, in line " + first.line());
        }
        return name;
    }

    private Rule.Keys keys(Section keys) {
        List<KeyType> types = keys.words("types", keys.filledList("types"), TYPES);
        int rsaBits = keys.number("rsa-min-bits", LEAST_RSA_BITS, MOST_RSA_BITS).orElse(Rule.Keys.DEFAULT_RSA_MIN_BITS);
        Duration coolDown = keys.duration("cool-down").orElse(Duration.ZERO);
        Optional<Duration> maxAge = keys.positiveDuration("max-age");
        boolean hardware = keys.word("hardware", Words.REQUIRED, false);
        boolean touch = keys.word("touch", Words.REQUIRED, false);
        boolean pin = keys.word("pin", Words.REQUIRED, false);
        keys.end();
        Set<KeyType> wanted = types.isEmpty() ? Rule.Keys.DEFAULT.types() : EnumSet.copyOf(types);
        return new Rule.Keys(wanted, rsaBits, coolDown, maxAge, hardware, touch, pin);
    }

    private List<Rule.GuardedPaths> paths(Section rule) {
        List<Rule.GuardedPaths> paths = new ArrayList<>();
        for (Yaml item : rule.list("paths")) {
            Optional<Section> section = Section.of(item, "paths", problems);
            if (section.isEmpty()) {
                continue;
            }
            Optional<GlobSet> files = new Globs(problems, PatternKind.PATH).names(section.get(), "match");
            Optional<Rule.Approvals> approvals =
                    pushReader.approvals(section.get().require("approvals"));
            section.get().end();
            if (files.isPresent() && approvals.isPresent()) {
                paths.add(new Rule.GuardedPaths(files.get(), approvals.get(), item.place()));
            }
        }
        return paths;
    }

    private static Words<KeyType> types() {
        List<String> words = new ArrayList<>();
        for (KeyType type : KeyType.values()) {
            words.add(type.yamlName());
        }
        return new Words<>(words, Arrays.asList(KeyType.values()));
    }
}
