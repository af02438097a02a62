package dev.refwarden.comparison;

import dev.refwarden.key.KeyType;
import dev.refwarden.object.ObjectId;
import dev.refwarden.policy.Glob;
import dev.refwarden.policy.Members;
import dev.refwarden.policy.Rule;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares what one rule demands. */
final class RuleComparison {
    private static final Duration FOR_EVER = Duration.ofDays(365_000);

    private final Changes into;

    RuleComparison(Changes into) {
        this.into = into;
    }

    void compare(Rule before, Rule after) {
        into.guarded(patterns(before.refs().match()), patterns(after.refs().match()), "holds for");
        into.admitted(patterns(before.refs().except()), patterns(after.refs().except()), "leaves out");
        into.demand(before.commits().isPresent(), after.commits().isPresent(), "demands signed commits");
        if (before.commits().isPresent() && after.commits().isPresent()) {
            commits(before.commits().get(), after.commits().get());
        }
        into.demand(before.tags().isPresent(), after.tags().isPresent(), "demands signed tags");
        if (before.tags().isPresent() && after.tags().isPresent()) {
            tags(before.tags().get(), after.tags().get());
        }
        keys(before.keys(), after.keys());
        push(before.push(), after.push());
        paths(before.paths(), after.paths());
    }

    private void commits(Rule.Commits before, Rule.Commits after) {
        into.members(before.signedBy(), after.signedBy(), "commits may be signed by");
        into.demand(before.scope() == Rule.Scope.ALL, after.scope() == Rule.Scope.ALL, "judges what merges bring in");
        into.admitted(patterns(before.basedOn()), patterns(after.basedOn()), "takes as settled what is on");
        into.admitted(people(before.mergesBy()), people(after.mergesBy()), "merges may be signed by");
        whose(before.committer(), after.committer(), "committer");
        whose(before.author(), after.author(), "author");
        into.admitted(ids(before.vouched()), ids(after.vouched()), "takes as vouched for");
        into.leave(before.trailingArmorAllowed(), after.trailingArmorAllowed(), "passes over text behind signatures");
    }

    private void whose(Rule.Whose before, Rule.Whose after, String line) {
        String words = "the " + line + " may be "
                + switch (after) {
                    case SIGNER -> "the signer only";
                    case KNOWN -> "anybody known";
                    case ANYONE -> "anyone";
                };
        if (after.compareTo(before) > 0) {
            into.weaker(words);
        } else if (after.compareTo(before) < 0) {
            into.stronger(words);
        }
    }

    private void tags(Rule.Tags before, Rule.Tags after) {
        into.members(before.signedBy(), after.signedBy(), "tags may be signed by");
        into.demand(before.on().isPresent(), after.on().isPresent(), "wants tagged commits on certain branches");
        if (before.on().isPresent() && after.on().isPresent()) {
            into.admitted(
                    patterns(before.on().get().match()),
                    patterns(after.on().get().match()),
                    "tagged commits may be on");
            into.guarded(
                    patterns(before.on().get().except()),
                    patterns(after.on().get().except()),
                    "tagged commits may not be on");
        }
        into.leave(
                before.trailingArmorAllowed(),
                after.trailingArmorAllowed(),
                "passes over text behind tags' signatures");
    }

    private void keys(Rule.Keys before, Rule.Keys after) {
        into.admitted(types(before), types(after), "takes keys of type");
        into.more(before.rsaMinBits(), after.rsaMinBits(), "bits of an RSA key");
        into.longer(before.coolDown(), after.coolDown(), "new keys cool down for");
        Duration was = before.maxAge().orElse(FOR_EVER);
        Duration is = after.maxAge().orElse(FOR_EVER);
        String ages = "keys may become " + (is.equals(FOR_EVER) ? "as old as they like" : Changes.shown(is) + " old");
        if (is.compareTo(was) > 0) {
            into.weaker(ages);
        } else if (is.compareTo(was) < 0) {
            into.stronger(ages);
        }
        into.demand(before.hardware(), after.hardware(), "wants hardware keys");
        into.demand(before.touch(), after.touch(), "wants a touch for each signature");
        into.demand(before.pin(), after.pin(), "wants a PIN for each signature");
    }

    private void push(Optional<Rule.Push> before, Optional<Rule.Push> after) {
        into.leave(
                before.filter(Rule.Push::forceAllowed).isPresent(),
                after.filter(Rule.Push::forceAllowed).isPresent(),
                "allows force-pushes");
        into.leave(
                before.filter(Rule.Push::deleteAllowed).isPresent(),
                after.filter(Rule.Push::deleteAllowed).isPresent(),
                "allows deleting the ref");
        demands(into, demands(before, false), demands(after, false));
        boolean robots = before.flatMap(Rule.Push::robots).isPresent()
                || after.flatMap(Rule.Push::robots).isPresent();
        if (robots) {
            demands(into.when("when a robot pushes, "), demands(before, true), demands(after, true));
        }
    }

    private static Rule.PushDemands demands(Optional<Rule.Push> push, boolean robot) {
        return push.map(both -> both.demandsOf(robot))
                .orElse(new Rule.PushDemands(Optional.empty(), false, Set.of(), Optional.empty()));
    }

    private void demands(Changes on, Rule.PushDemands before, Rule.PushDemands after) {
        on.demand(before.by().isPresent(), after.by().isPresent(), "lets certain people push only");
        if (before.by().isPresent() && after.by().isPresent()) {
            on.members(before.by().get(), after.by().get(), "may be pushed to by");
        }
        on.demand(before.certificate(), after.certificate(), "wants signed pushes");
        on.demand(!before.secondFactor().isEmpty(), !after.secondFactor().isEmpty(), "wants a second factor");
        if (!before.secondFactor().isEmpty() && !after.secondFactor().isEmpty()) {
            on.admitted(factors(before), factors(after), "takes as second factor");
        }
        approvals(on, before.approvals(), after.approvals());
    }

    private void approvals(Changes on, Optional<Rule.Approvals> before, Optional<Rule.Approvals> after) {
        on.demand(before.isPresent(), after.isPresent(), "wants approvals");
        if (before.isEmpty() || after.isEmpty()) {
            return;
        }
        on.more(before.get().count(), after.get().count(), "approvals");
        on.members(before.get().by(), after.get().by(), "approvals count from");
        on.leave(
                before.get().secondKey(),
                after.get().secondKey(),
                "lets pushers approve with a second key of their own");
        on.longer(before.get().held(), after.get().held(), "approvals are held for");
    }

    private void paths(List<Rule.GuardedPaths> before, List<Rule.GuardedPaths> after) {
        Map<String, Rule.GuardedPaths> old = byPatterns(before);
        Map<String, Rule.GuardedPaths> fresh = byPatterns(after);
        into.guarded(files(before), files(after), "guards");
        old.forEach((patterns, guard) -> {
            Rule.GuardedPaths now = fresh.get(patterns);
            if (now != null) {
                Changes on = into.when("for " + patterns + ", ");
                approvals(on, Optional.of(guard.approvals()), Optional.of(now.approvals()));
                on.admitted(
                        patterns(guard.paths().except()), patterns(now.paths().except()), "leaves out");
            }
        });
        boolean regrouped =
                !old.keySet().equals(fresh.keySet()) && files(before).equals(files(after));
        if (regrouped) {
            into.other("groups guarded files otherwise");
        }
    }

    private static Set<String> files(List<Rule.GuardedPaths> guards) {
        return guards.stream()
                .flatMap(guard -> patterns(guard.paths().match()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, Rule.GuardedPaths> byPatterns(List<Rule.GuardedPaths> guards) {
        Map<String, Rule.GuardedPaths> map = new LinkedHashMap<>();
        guards.forEach(guard -> map.put(String.join(", ", patterns(guard.paths().match())), guard));
        return map;
    }

    static List<String> patterns(List<Glob> globs) {
        return globs.stream().map(Glob::pattern).toList();
    }

    private static Collection<String> people(Optional<Members> members) {
        return members.map(known -> Changes.ids(known.people())).orElseGet(TreeSet::new);
    }

    private static Collection<String> ids(Collection<ObjectId> ids) {
        return ids.stream().map(ObjectId::abbreviated).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> types(Rule.Keys keys) {
        return keys.types().stream().map(KeyType::yamlName).sorted().toList();
    }

    private static List<String> factors(Rule.PushDemands demands) {
        return demands.secondFactor().stream()
                .map(Rule.Factor::yamlName)
                .sorted()
                .toList();
    }
}
