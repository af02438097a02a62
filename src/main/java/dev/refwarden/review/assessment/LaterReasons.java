package dev.refwarden.review.assessment;

import dev.refwarden.ledger.LoggedDecision;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What became of the very same commits elsewhere, and later. */
final class LaterReasons implements Reasons {
    @Override
    public List<Reason> of(Scene scene) throws IOException {
        List<Reason> reasons = new ArrayList<>();
        Set<String> wanted = refs(scene.decision());
        Set<String> elsewhere = new TreeSet<>();
        boolean waived = false;
        boolean same = false;
        for (LoggedDecision other : scene.surroundings().sameTips(scene.push())) {
            if (!other.isAccepted()) {
                continue;
            }
            boolean later = other.seq() > scene.decision().seq();
            waived |= later && other.text("verdict").equals("waived");
            boolean here = refs(other).containsAll(wanted);
            same |= later && here && other.text("verdict").equals("accepted");
            if (!here) {
                elsewhere.addAll(refs(other));
            }
        }
        if (same) {
            reasons.add(Reason.against(2, "The very same commits were accepted there later, with nothing waived."));
        }
        if (waived) {
            reasons.add(Reason.of(0, "Administrators let the very same commits through later, by a waiver."));
        }
        if (!elsewhere.isEmpty()) {
            reasons.add(Reason.of(
                    0,
                    "The very same commits are on another ref, where less is demanded: "
                            + elsewhere.iterator().next() + "."));
        }
        return reasons;
    }

    private static Set<String> refs(LoggedDecision decision) {
        Set<String> refs = new TreeSet<>();
        for (Map<String, Object> update : decision.objects("updates")) {
            refs.add(decision.text("repository") + " " + LoggedDecision.text(update, "ref"));
        }
        return refs;
    }
}
