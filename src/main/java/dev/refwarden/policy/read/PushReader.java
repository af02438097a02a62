package dev.refwarden.policy.read;

import dev.refwarden.policy.Members;
import dev.refwarden.policy.Policy;
import dev.refwarden.policy.Rule;
import dev.refwarden.policy.read.PeopleResolver.Meant;
import dev.refwarden.policy.yaml.Problems;
import dev.refwarden.policy.yaml.Section;
import dev.refwarden.policy.yaml.Words;
import dev.refwarden.policy.yaml.Yaml;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what is demanded of a push: who, a certificate, a second factor, approvals. */
final class PushReader {
    private static final Words<Rule.Factor> FACTORS = new Words<>(
            List.of("hardware-touch", "hardware-pin", "identity-token", "one-time-code"),
            List.of(
                    Rule.Factor.HARDWARE_TOUCH,
                    Rule.Factor.HARDWARE_PIN,
                    Rule.Factor.IDENTITY_TOKEN,
                    Rule.Factor.ONE_TIME_CODE));
    private static final int MOST_APPROVALS = 100;
    private static final Duration LONGEST_APPROVAL = Duration.ofDays(7);

    private final PeopleResolver roster;
    private final Problems problems;

    PushReader(PeopleResolver roster, Problems problems) {
        this.roster = roster;
        this.problems = problems;
    }

    Rule.Push read(Section push) {
        Optional<Members> by = members(push, "by");
        boolean certificate = push.word("certificate", Words.REQUIRED, false);
        Set<Rule.Factor> factors = factors(push);
        Optional<Rule.Approvals> approvals = approvals(push);
        Optional<Section> robots = push.section("robots");
        boolean force = push.word("force", Words.ALLOW, false);
        boolean delete = push.word("delete", Words.ALLOW, false);
        push.end();
        return new Rule.Push(
                new Rule.PushDemands(by, certificate, factors, approvals),
                robots.isEmpty() ? Optional.empty() : Optional.of(robots(robots.get())),
                force,
                delete);
    }

    private Rule.PushDemands robots(Section robots) {
        Optional<Members> by = members(robots, "by");
        boolean certificate = robots.word("certificate", Words.REQUIRED, false);
        Optional<Rule.Approvals> approvals = approvals(robots);
        robots.refuse("second-factor", "robots satisfy no factor, so no robot could ever push");
        robots.refuse("force", "force belongs to push itself and holds for robots too");
        robots.refuse("delete", "delete belongs to push itself and holds for robots too");
        robots.end();
        return new Rule.PushDemands(by, certificate, Set.of(), approvals);
    }

    /** The approvals of a push, of robots or of paths. */
    Optional<Rule.Approvals> approvals(Section parent) {
        Optional<Section> section = parent.section("approvals");
        if (section.isEmpty()) {
            return Optional.empty();
        }
        Section approvals = section.get();
        Optional<Integer> count = approvals.require("count").number("count", 1, MOST_APPROVALS);
        Optional<Meant> by = by(approvals);
        boolean secondKey = approvals.flag("second-key", false);
        Optional<Duration> held = approvals.duration("held");
        approvals.end();
        if (held.isPresent() && held.get().compareTo(LONGEST_APPROVAL) >= 0) {
            problems.add(approvals.place("held"), "no approval can be held so long: each expires within 7 days");
        }
        if (count.isEmpty() || by.isEmpty()) {
            return Optional.empty();
        }
        checkReach(approvals, count.get(), by.get());
        return Optional.of(new Rule.Approvals(count.get(), by.get().members(), secondKey, held.orElse(Duration.ZERO)));
    }

    Optional<Policy.Waivers> waivers(Section waivers) {
        Optional<Integer> count = waivers.require("count").number("count", 1, MOST_APPROVALS);
        Optional<Meant> by = by(waivers);
        waivers.end();
        if (count.isEmpty() || by.isEmpty()) {
            return Optional.empty();
        }
        checkReach(waivers, count.get(), by.get());
        return Optional.of(new Policy.Waivers(count.get(), by.get().members()));
    }

    private Optional<Meant> by(Section section) {
        List<Yaml> names = section.require("by").filledList("by");
        return names.isEmpty() ? Optional.empty() : Optional.of(roster.meant(names));
    }

    private void checkReach(Section section, int count, Meant by) {
        int humans = roster.humansIn(by);
        if (by.certain() && humans < count) {
            String there = humans == 0 ? "no human is" : humans == 1 ? "1 human is" : humans + " humans are";
            problems.add(
                    section.place("count"),
                    "count " + count + " can never be reached: " + there + " in "
                            + Words.allOf(by.members().names()));
        }
    }

    /** People and groups of {@code key}, where it is there. */
    Optional<Members> members(Section section, String key) {
        List<Yaml> names = section.filledList(key);
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(roster.meant(names).members());
    }

    private Set<Rule.Factor> factors(Section push) {
        List<Rule.Factor> factors = push.words("second-factor", push.filledList("second-factor"), FACTORS);
        return factors.isEmpty() ? Set.of() : EnumSet.copyOf(factors);
    }
}
