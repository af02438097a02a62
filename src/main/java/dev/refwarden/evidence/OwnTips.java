package dev.refwarden.evidence;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.Settlement;
import dev.refwarden.ledger.Aspect;
import dev.refwarden.ledger.SettledTip;
import dev.refwarden.policy.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is settled for one ref alone: tips that an administrator declared, and what was accepted on top of them. */
final class OwnTips {
    private final Settlements settlements;
    private final History history;
    private final Map<Place, List<SettledTip>> known = new HashMap<>();

    private record Place(RefName ref, String rule, Aspect aspect) {}

    OwnTips(Settlements settlements, History history) {
        this.settlements = settlements;
        this.history = history;
    }

    /** Those that are not settled for every ref as well. */
    List<SettledTip> of(RefName ref, Rule rule, Aspect aspect) {
        return known.computeIfAbsent(new Place(ref, rule.name(), aspect), none -> {
            List<SettledTip> own = settlements.own(ref, rule, aspect);
            Optional<Settlement> all = settlements.of(rule, aspect);
            return own.stream()
                    .filter(tip -> all.isPresent() && !history.isSettled(all.get(), tip.commit()))
                    .toList();
        });
    }

    /** All that is settled when that ref is pushed to. */
    Optional<Settlement> settlement(RefName ref, Rule rule, Aspect aspect) {
        List<SettledTip> own = of(ref, rule, aspect);
        return own.isEmpty() ? settlements.of(rule, aspect) : settlements.with(rule, aspect, own);
    }

    /** Whether something before {@code tip} is settled for its ref alone. */
    boolean carry(RefName ref, Rule rule, ObjectId tip) {
        for (Aspect aspect : List.of(Aspect.COMMITS, Aspect.PATHS, Aspect.APPROVALS)) {
            for (SettledTip settled : of(ref, rule, aspect)) {
                if (history.isForward(settled.commit(), tip)) {
                    return true;
                }
            }
        }
        return false;
    }
}
