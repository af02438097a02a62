package dev.refwarden.comparison;

import dev.refwarden.policy.Configuration;
import dev.refwarden.policy.Members;
import dev.refwarden.policy.Policy;
import dev.refwarden.policy.RepositoryEntry;
import dev.refwarden.policy.Rule;
import dev.refwarden.policy.Server;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares two configurations. */
public final class Comparison {
    private final List<Change> changes = new ArrayList<>();

    private Comparison() {}

    /** Every difference, what becomes weaker first. */
    public static List<Change> of(Configuration before, Configuration after) {
        Comparison comparison = new Comparison();
        comparison.policies(before.policy(), after.policy());
        new PeopleComparison(comparison.changes)
                .compare(before.policy().people(), after.policy().people());
        comparison.servers(before.server(), after.server());
        comparison.issuers(before, after);
        comparison.changes.sort(Comparator.comparing(Change::direction));
        return List.copyOf(comparison.changes);
    }

    /** A rule with the entry around it. */
    private record Placed(RepositoryEntry entry, Rule rule) {}

    private void policies(Policy before, Policy after) {
        Map<String, Placed> old = rules(before);
        Map<String, Placed> fresh = rules(after);
        old.forEach((name, placed) -> {
            Changes into = on("rule \"" + name + "\"");
            Placed now = fresh.get(name);
            if (now == null) {
                into.weaker("is gone");
            } else {
                entries(placed.entry(), now.entry(), into);
                new RuleComparison(into).compare(placed.rule(), now.rule());
            }
        });
        fresh.keySet().stream()
                .filter(name -> !old.containsKey(name))
                .forEach(name -> on("rule \"" + name + "\"").stronger("is new"));
        unmatched(before, after);
        groups(before, after);
        waivers(before.waivers(), after.waivers(), on("waivers"));
    }

    private static Map<String, Placed> rules(Policy policy) {
        Map<String, Placed> rules = new LinkedHashMap<>();
        for (RepositoryEntry entry : policy.repositories()) {
            entry.rules().forEach(rule -> rules.put(rule.name(), new Placed(entry, rule)));
        }
        return rules;
    }

    private static void entries(RepositoryEntry before, RepositoryEntry after, Changes into) {
        into.guarded(
                RuleComparison.patterns(before.names().match()),
                RuleComparison.patterns(after.names().match()),
                "holds in repositories");
        into.admitted(
                RuleComparison.patterns(before.names().except()),
                RuleComparison.patterns(after.names().except()),
                "leaves out repositories");
        into.demand(!before.observe(), !after.observe(), "refuses instead of observing");
        if (before.observe() && after.observe() && !before.until().equals(after.until())) {
            boolean later = after.until().isEmpty()
                    || (before.until().isPresent()
                            && after.until().get().isAfter(before.until().get()));
            String words = after.until().map(end -> "observes until " + end).orElse("observes without an end");
            if (later) {
                into.weaker(words);
            } else {
                into.stronger(words);
            }
        }
    }

    /** What becomes of refs that no rule names, by the repositories that an entry is for. */
    private void unmatched(Policy before, Policy after) {
        Map<String, RepositoryEntry> old = entries(before);
        Map<String, RepositoryEntry> fresh = entries(after);
        old.forEach((names, entry) -> {
            Changes into = on("repositories " + names);
            RepositoryEntry now = fresh.get(names);
            if (now == null) {
                into.other("have no entry of their own any more");
            } else {
                into.leave(entry.allowsUnmatched(), now.allowsUnmatched(), "let refs pass that no rule matches");
            }
        });
        fresh.forEach((names, entry) -> {
            if (!old.containsKey(names)) {
                on("repositories " + names)
                        .other("have an entry of their own now, where refs that no rule matches "
                                + (entry.allowsUnmatched() ? "pass" : "are refused"));
            }
        });
    }

    private static Map<String, RepositoryEntry> entries(Policy policy) {
        Map<String, RepositoryEntry> entries = new LinkedHashMap<>();
        for (RepositoryEntry entry : policy.repositories()) {
            entries.put(String.join(", ", RuleComparison.patterns(entry.names().match())), entry);
        }
        return entries;
    }

    private void groups(Policy before, Policy after) {
        before.groups().forEach((name, members) -> {
            Optional<Members> now = Optional.ofNullable(after.groups().get(name));
            if (now.isPresent()) {
                on("group " + name)
                        .admitted(
                                Changes.ids(members.people()),
                                Changes.ids(now.get().people()),
                                "holds");
            } else {
                on("group " + name).other("is gone");
            }
        });
        after.groups().keySet().stream()
                .filter(name -> !before.groups().containsKey(name))
                .forEach(name -> on("group " + name).other("is new"));
    }

    private static void waivers(Optional<Policy.Waivers> before, Optional<Policy.Waivers> after, Changes into) {
        into.leave(before.isPresent(), after.isPresent(), "can let refused pushes through");
        if (before.isPresent() && after.isPresent()) {
            into.more(before.get().count(), after.get().count(), "people who must sign one");
            into.members(before.get().by(), after.get().by(), "may be signed by");
        }
    }

    private void servers(Server before, Server after) {
        Changes into = on("server.yaml");
        into.admitted(
                before.internalRefs()
                        .map(names -> RuleComparison.patterns(names.match()))
                        .orElse(List.of()),
                after.internalRefs()
                        .map(names -> RuleComparison.patterns(names.match()))
                        .orElse(List.of()),
                "internal-refs leaves to the server");
        differs(before.pusher(), after.pusher(), "takes the pusher from elsewhere", into);
        differs(
                before.name(),
                after.name(),
                "names the server otherwise: approvals for the old name count no more",
                into);
        differs(before.root(), after.root(), "has another root: repositories come under other names", into);
        differs(
                before.repositoryEnvironment(),
                after.repositoryEnvironment(),
                "takes the repository's name from elsewhere",
                into);
        differs(before.deadline(), after.deadline(), "has another deadline", into);
        differs(before.limits(), after.limits(), "has other limits", into);
        differs(before.evidence(), after.evidence(), "keeps other amounts of evidence", into);
        differs(before.messagePrefix(), after.messagePrefix(), "has another prefix before messages", into);
    }

    private void issuers(Configuration before, Configuration after) {
        on("authorities/issuers.yaml")
                .admitted(
                        before.issuers().stream().map(issuer -> issuer.issuer()).toList(),
                        after.issuers().stream().map(issuer -> issuer.issuer()).toList(),
                        "takes tokens of");
    }

    private static void differs(Object before, Object after, String words, Changes into) {
        if (!before.equals(after)) {
            into.other(words);
        }
    }

    private Changes on(String subject) {
        return new Changes(subject, changes);
    }
}
