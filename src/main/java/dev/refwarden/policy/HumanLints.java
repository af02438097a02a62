package dev.refwarden.policy;

import dev.refwarden.key.PersonId;
import dev.refwarden.key.Purpose;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether the people whom a rule names can do today what it demands of them. */
final class HumanLints {
    private final Able able;
    private final Lints lints;

    HumanLints(Able able, Lints lints) {
        this.able = able;
        this.lints = lints;
    }

    void look(Rule rule) {
        Rule.Keys keys = rule.keys();
        if (keys.hardware() || keys.touch() || keys.pin()) {
            boolean flags = keys.touch() || keys.pin();
            rule.commits()
                    .ifPresent(commits ->
                            lookForHardware(rule, commits.signedBy().people(), Purpose.COMMITS, flags, "sign commits"));
            rule.tags()
                    .ifPresent(
                            tags -> lookForHardware(rule, tags.signedBy().people(), Purpose.TAGS, flags, "sign tags"));
        }
        rule.push().ifPresent(push -> look(rule, push));
        for (Rule.GuardedPaths paths : rule.paths()) {
            lookForRobots(paths.place(), paths.approvals());
        }
    }

    private void look(Rule rule, Rule.Push push) {
        Rule.PushDemands people = push.people();
        boolean hardware = isHardwareOnly(people.secondFactor());
        if (hardware && people.by().isPresent()) {
            lookForHardware(rule, people.by().get().people(), Purpose.PUSHES, true, "push");
        }
        if (people.approvals().isPresent()) {
            Rule.Approvals approvals = people.approvals().get();
            lookForRobots(rule.place(), approvals);
            lookForPushers(rule, people.by(), approvals);
            if (hardware) {
                lookForHardware(rule, approvals.by().people(), Purpose.APPROVALS, true, "approve");
            }
        }
    }

    private static boolean isHardwareOnly(Set<Rule.Factor> factors) {
        return !factors.isEmpty()
                && !factors.contains(Rule.Factor.IDENTITY_TOKEN)
                && !factors.contains(Rule.Factor.ONE_TIME_CODE);
    }

    private void lookForHardware(Rule rule, Collection<PersonId> people, Purpose purpose, boolean flags, String what) {
        List<PersonId> without = able.withoutHardware(people, purpose, flags);
        if (!without.isEmpty()) {
            lints.add(rule.place(), names(without) + " cannot " + what + " here: no security key that counts today");
        }
    }

    private void lookForRobots(Place place, Rule.Approvals approvals) {
        List<PersonId> robots = approvals.by().people().stream()
                .filter(id -> !able.isHuman(id))
                .sorted(java.util.Comparator.comparing(PersonId::value))
                .toList();
        if (!robots.isEmpty()) {
            lints.add(place, "approvals: " + names(robots) + " cannot approve, being no human");
        }
    }

    /** Where everybody who may push is needed to approve, nobody's push can ever pass. */
    private void lookForPushers(Rule rule, Optional<Members> by, Rule.Approvals approvals) {
        if (by.isEmpty() || approvals.secondKey()) {
            return;
        }
        Set<PersonId> stuck = new TreeSet<>(java.util.Comparator.comparing(PersonId::value));
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
                    rule.place(),
                    "approvals: " + who + " can ever have " + approvals.count() + " by others in "
                            + Words.allOf(approvals.by().names()));
        }
    }

    private static String names(List<PersonId> people) {
        return Words.allOf(people.stream().map(PersonId::value).toList());
    }
}
