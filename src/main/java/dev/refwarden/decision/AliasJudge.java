package dev.refwarden.decision;

import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Refuses what git would refuse later: one ref moved by several lines of a push, by its own name and through symbolic refs. */
final class AliasJudge {
    private AliasJudge() {}

    static void judge(List<UpdateEvidence> updates, Findings findings) {
        Map<RefName, RefUpdate> direct = new HashMap<>();
        updates.forEach(update -> direct.put(update.update().ref(), update.update()));
        Set<RefName> written = new HashSet<>();
        for (UpdateEvidence update : updates) {
            RefName ref = update.update().ref();
            RefName target = update.written();
            if (target.equals(ref)) {
                continue;
            }
            RefUpdate other = direct.get(target);
            boolean apart = other == null ? !written.add(target) : !isSame(update.update(), other);
            if (apart) {
                findings.always(Finding.ofRef(
                        Code.REF_FORBIDDEN,
                        ref,
                        "it is another name of " + target
                                + ", which another line of this push moves, so git refuses it"));
            }
        }
    }

    private static boolean isSame(RefUpdate one, RefUpdate other) {
        return one.before().equals(other.before()) && one.after().equals(other.after());
    }
}
