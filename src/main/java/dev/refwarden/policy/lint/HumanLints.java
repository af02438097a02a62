package dev.refwarden.policy.lint;

import dev.refwarden.people.PersonId;
import dev.refwarden.people.Purpose;
import dev.refwarden.policy.Capabilities;
import dev.refwarden.policy.Members;
import dev.refwarden.policy.Rule;
import dev.refwarden.policy.yaml.PartPlaces;
import dev.refwarden.policy.yaml.Place;
import dev.refwarden.policy.yaml.Words;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether the people whom a rule names can do today what it demands of them. */
final class HumanLints {
    private static final String PUSH = "push";
    private static final String APPROVALS = "approvals";

    private final PartPlaces places;
    private final Capabilities able;
    private final Lints lints;

    HumanLints(PartPlaces places, Capabilities able, Lints lints) {
        this.places = places;
        this.able = able;
        this.lints = lints;
    }

    void look(Rule rule) {
        rule.commits()
                .ifPresent(
                        commits -> lookAtSigners(rule, commits.signedBy(), Purpose.COMMITS, "commits", "sign commits"));
        rule.tags().ifPresent(tags -> lookAtSigners(rule, tags.signedBy(), Purpose.TAGS, "tags", "sign tags"));
        rule.push().ifPresent(push -> look(rule, push));
        for (Rule.GuardedPaths paths : rule.paths()) {
            lookForRobots(
                    places.of(paths.place(), APPROVALS),
                    APPROVALS,
                    paths.approvals().by());
        }
    }

    /** Some of them without a security key where one is required, or none of them with any key that counts. */
    private void lookAtSigners(Rule rule, Members signers, Purpose purpose, String part, String what) {
        Rule.Keys keys = rule.keys();
        Place place = places.of(rule.place(), part, "signed-by");
        if (!signers.people().isEmpty() && !able.canAnySign(signers.people(), purpose, keys)) {
            lints.add(
                    place,
                    "nobody in " + Words.allOf(signers.names()) + " can " + what
                            + " here today: none of their keys counts under this rule");
        } else if (keys.hardware() || keys.touch() || keys.pin()) {
            lookForHardware(place, signers.people(), purpose, keys.touch() || keys.pin(), what);
        }
    }

    private void look(Rule rule, Rule.Push push) {
        Rule.PushDemands people = push.people();
        boolean hardware = isHardwareOnly(people.secondFactor());
        if (hardware && people.by().isPresent()) {
            lookForHardware(
                    places.of(rule.place(), PUSH, "by"), people.by().get().people(), Purpose.PUSHES, true, "push");
        }
        if (!people.secondFactor().isEmpty()
                && push.robots().isEmpty()
                && people.by().isPresent()) {
            lookForRobotsWithoutFactor(
                    places.of(rule.place(), PUSH, "by"), people.by().get());
        }
        if (people.approvals().isPresent()) {
            Rule.Approvals approvals = people.approvals().get();
            Place place = places.of(rule.place(), PUSH, APPROVALS);
            lookForRobots(place, APPROVALS, approvals.by());
            lookForPushers(place, people.by(), approvals);
            if (hardware) {
                lookForHardware(place, approvals.by().people(), Purpose.APPROVALS, true, "approve");
            }
        }
        push.robots()
                .flatMap(Rule.PushDemands::approvals)
                .ifPresent(approvals ->
                        lookForRobots(places.of(rule.place(), PUSH, "robots", APPROVALS), APPROVALS, approvals.by()));
    }

    private void lookForRobotsWithoutFactor(Place place, Members by) {
        List<PersonId> robots = robots(by);
        if (!robots.isEmpty()) {
            lints.add(
                    place,
                    names(robots) + " cannot push here: robots satisfy no second factor, and there is no robots block");
        }
    }

    private static boolean isHardwareOnly(Set<Rule.Factor> factors) {
        return !factors.isEmpty()
                && !factors.contains(Rule.Factor.IDENTITY_TOKEN)
                && !factors.contains(Rule.Factor.ONE_TIME_CODE);
    }

    private void lookForHardware(
            Place place, Collection<PersonId> people, Purpose purpose, boolean flags, String what) {
        List<PersonId> without = able.withoutHardware(people, purpose, flags);
        if (!without.isEmpty()) {
            lints.add(place, names(without) + " cannot " + what + " here: no security key that counts today");
        }
    }

    /** @param what it is that only humans sign */
    void lookForRobots(Place place, String what, Members by) {
        List<PersonId> robots = robots(by);
        if (!robots.isEmpty()) {
            String verb = what.equals(APPROVALS) ? "approve" : "sign any";
            lints.add(place, what + ": " + names(robots) + " cannot " + verb + ", being no human");
        }
    }

    private List<PersonId> robots(Members by) {
        return by.people().stream()
                .filter(id -> !able.isHuman(id))
                .sorted(Comparator.comparing(PersonId::value))
                .toList();
    }

    /** Where everybody who may push is needed to approve, no one's push can ever pass. */
    private void lookForPushers(Place place, Optional<Members> by, Rule.Approvals approvals) {
        if (by.isEmpty() || approvals.secondKey()) {
            return;
        }
        Set<PersonId> stuck = new TreeSet<>(Comparator.comparing(PersonId::value));
        Set<PersonId> pushers = by.get().people().stream().filter(able::isHuman).collect(Collectors.toSet());
        for (PersonId pusher : pushers) {
            Set<PersonId> others = approvals.by().people().stream()
                    .filter(id -> !id.equals(pusher))
                    .collect(Collectors.toSet());
            if (able.humans(others) < approvals.count()) {
                stuck.add(pusher);
            }
        }
        if (!stuck.isEmpty()) {
            String who = stuck.size() == pushers.size()
                    ? "nobody who may push"
                    : "not " + names(List.copyOf(stuck)) + ", who may push,";
            lints.add(
                    place,
                    "approvals: " + who + " can ever have " + approvals.count() + " by others in "
                            + Words.allOf(approvals.by().names()));
        }
    }

    private static String names(List<PersonId> people) {
        return Words.allOf(people.stream().map(PersonId::value).toList());
    }
}
