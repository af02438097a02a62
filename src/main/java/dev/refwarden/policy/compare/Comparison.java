package dev.refwarden.policy.compare;

import dev.refwarden.policy.Glob;
import dev.refwarden.policy.GlobSet;
import dev.refwarden.policy.Members;
import dev.refwarden.policy.Policy;
import dev.refwarden.policy.RepositoryEntry;
import dev.refwarden.policy.Rule;
import dev.refwarden.policy.read.Configuration;
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
        new ServerComparison(new Changes("server.yaml", comparison.changes)).compare(before.server(), after.server());
        new IssuerComparison(comparison.changes).compare(before.issuers(), after.issuers());
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
            Placed now = fresh.getOrDefault(name, placed);
            RuleComparison rules = new RuleComparison(
                    Governed.of(before, placed.entry().names()),
                    Governed.of(after, now.entry().names()),
                    into);
            if (fresh.containsKey(name)) {
                repositories(placed.entry(), now.entry(), before, after, into);
                EntryComparison.mode(placed.entry(), now.entry(), into);
                rules.compare(placed.rule(), now.rule());
            } else {
                rules.whole(placed.rule(), false);
            }
        });
        fresh.forEach((name, placed) -> {
            if (!old.containsKey(name)) {
                GlobSet names = placed.entry().names();
                new RuleComparison(Governed.of(before, names), Governed.of(after, names), on("rule \"" + name + "\""))
                        .whole(placed.rule(), true);
            }
        });
        new EntryComparison(before, after, changes).compare();
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

    /** Where no other entry matches, every push is or was refused, and the rule makes no difference. */
    private static void repositories(
            RepositoryEntry was, RepositoryEntry is, Policy before, Policy after, Changes into) {
        Patterns patterns = Patterns.of(was.names(), is.names());
        into.guarded(
                patterns.without(unmet(patterns.lost(), is, after), unmet(patterns.gained(), was, before)),
                "holds in repositories");
    }

    private static List<Glob> unmet(List<Glob> globs, RepositoryEntry own, Policy policy) {
        return globs.stream()
                .filter(glob -> policy.repositories().stream()
                        .filter(entry -> !entry.equals(own))
                        .noneMatch(entry -> entry.names().match().stream().anyMatch(glob::meets)))
                .toList();
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
        into.leave(before.isPresent(), after.isPresent(), "let refused pushes through");
        if (before.isPresent() && after.isPresent()) {
            into.more(before.get().count(), after.get().count(), "people who must sign one");
            into.members(before.get().by(), after.get().by(), "may be signed by");
        }
    }

    private Changes on(String subject) {
        return new Changes(subject, changes);
    }
}
