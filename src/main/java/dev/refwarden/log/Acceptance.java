package dev.refwarden.log;

import java.util.List;

/**
 * A push that was accepted, while it is not known whether all of it landed.
 *
 * @param position of its line in the log: it counts only if that very line is there
 * @param fresh whether no hook has looked at this repository since
 */
record Acceptance(DecisionLog.Position position, boolean fresh, List<AcceptedTip> tips) {
    Acceptance {
        tips = List.copyOf(tips);
    }
}
