package dev.refwarden.policy.compare;

import dev.refwarden.policy.Rule;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares what a rule demands of the push itself. */
final class DemandComparison {
    private static final Rule.PushDemands NONE =
            new Rule.PushDemands(Optional.empty(), false, Set.of(), Optional.empty());

    private final Changes into;

    DemandComparison(Changes into) {
        this.into = into;
    }

    void compare(Optional<Rule.Push> before, Optional<Rule.Push> after) {
        compare(into, demands(before, false), demands(after, false));
        boolean robots = before.flatMap(Rule.Push::robots).isPresent()
                || after.flatMap(Rule.Push::robots).isPresent();
        if (robots) {
            compare(into.when("when a robot pushes, "), demands(before, true), demands(after, true));
        }
    }

    private static Rule.PushDemands demands(Optional<Rule.Push> push, boolean robot) {
        return push.map(both -> both.demandsOf(robot)).orElse(NONE);
    }

    private static void compare(Changes on, Rule.PushDemands before, Rule.PushDemands after) {
        on.demand(before.by().isPresent(), after.by().isPresent(), "lets certain people push only");
        if (before.by().isPresent() && after.by().isPresent()) {
            on.members(before.by().get(), after.by().get(), "may be pushed to by");
        }
        on.demand(before.certificate(), after.certificate(), "requires signed pushes");
        on.demand(!before.secondFactor().isEmpty(), !after.secondFactor().isEmpty(), "requires a second factor");
        if (!before.secondFactor().isEmpty() && !after.secondFactor().isEmpty()) {
            on.admitted(factors(before.secondFactor()), factors(after.secondFactor()), "takes as second factor");
        }
        on.demand(before.approvals().isPresent(), after.approvals().isPresent(), "requires approvals");
        if (before.approvals().isPresent() && after.approvals().isPresent()) {
            approvals(on, before.approvals().get(), after.approvals().get());
        }
    }

    static void approvals(Changes on, Rule.Approvals before, Rule.Approvals after) {
        on.more(before.count(), after.count(), "approvals");
        on.members(before.by(), after.by(), "approvals count from");
        on.leave(before.secondKey(), after.secondKey(), "lets pushers approve with a second key of their own");
        on.longer(before.held(), after.held(), "approvals are held for");
    }

    /** A PIN proves a touch as well, so it satisfies a rule that names the touch alone. */
    private static List<String> factors(Set<Rule.Factor> named) {
        EnumSet<Rule.Factor> satisfying = EnumSet.copyOf(named);
        if (named.contains(Rule.Factor.HARDWARE_TOUCH)) {
            satisfying.add(Rule.Factor.HARDWARE_PIN);
        }
        return satisfying.stream().map(Rule.Factor::yamlName).sorted().toList();
    }
}
