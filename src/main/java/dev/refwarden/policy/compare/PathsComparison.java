package dev.refwarden.policy.compare;

import dev.refwarden.policy.Glob;
import dev.refwarden.policy.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares what a rule demands when files change, pattern by pattern: a file wants every guard that matches it. */
final class PathsComparison {
    private final Changes into;

    PathsComparison(Changes into) {
        this.into = into;
    }

    void compare(List<Rule.GuardedPaths> before, List<Rule.GuardedPaths> after) {
        Map<String, List<Rule.GuardedPaths>> old = byPattern(before);
        Map<String, List<Rule.GuardedPaths>> fresh = byPattern(after);
        into.guarded(old.keySet(), fresh.keySet(), "guards");
        Map<List<Change>, List<String>> differing = new LinkedHashMap<>();
        old.forEach((pattern, guards) -> {
            List<Rule.GuardedPaths> now = fresh.get(pattern);
            if (now != null) {
                differing
                        .computeIfAbsent(changes(guards, now), same -> new ArrayList<>())
                        .add(pattern);
            }
        });
        differing.forEach((changes, patterns) -> {
            Changes on = into.when("for " + Changes.joined(patterns) + ", ");
            changes.forEach(change -> on.add(change.direction(), change.words()));
        });
    }

    /** What differs for one pattern, told the same for all of which it is true. */
    private static List<Change> changes(List<Rule.GuardedPaths> old, List<Rule.GuardedPaths> fresh) {
        List<Change> found = new ArrayList<>();
        Changes of = new Changes("", found);
        of.more(old.size(), fresh.size(), "guards");
        List<Rule.GuardedPaths> before = without(old, fresh);
        List<Rule.GuardedPaths> after = without(fresh, old);
        for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
            DemandComparison.approvals(
                    of, before.get(i).approvals(), after.get(i).approvals());
            of.admitted(
                    Patterns.of(
                            before.get(i).paths().except(), after.get(i).paths().except()),
                    "leaves out");
        }
        return found;
    }

    /** Those that the other list does not hold just so. */
    private static List<Rule.GuardedPaths> without(List<Rule.GuardedPaths> guards, List<Rule.GuardedPaths> others) {
        return guards.stream()
                .filter(guard -> others.stream()
                        .noneMatch(other -> other.approvals().equals(guard.approvals())
                                && other.paths().except().equals(guard.paths().except())))
                .toList();
    }

    private static Map<String, List<Rule.GuardedPaths>> byPattern(Collection<Rule.GuardedPaths> guards) {
        Map<String, List<Rule.GuardedPaths>> map = new LinkedHashMap<>();
        for (Rule.GuardedPaths guard : guards) {
            for (Glob glob : guard.paths().match()) {
                map.computeIfAbsent(glob.pattern(), pattern -> new ArrayList<>())
                        .add(guard);
            }
        }
        return map;
    }
}
