package dev.refwarden.review.assessment;

import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.ledger.LoggedPush;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What else was tried, shortly before and after. */
final class AttemptReasons implements Reasons {
    private static final Duration SPELL = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int SEVERAL = 3;
    private static final int MANY = 10;

    @Override
    public List<Reason> of(Scene scene) throws IOException {
        List<Reason> reasons = new ArrayList<>();
        Set<String> repositories = new TreeSet<>(Set.of(scene.push().repository()));
        int refused = 1;
        for (LoggedPush other : scene.others()) {
            if (other.decision().isRefused() && near(other.decision(), scene, SPELL)) {
                refused++;
                repositories.add(other.repository());
            }
        }
        repositories(scene, repositories, refused, reasons);
        if (AddressReasons.isNew(scene)) {
            probing(scene, reasons);
        }
        doors(scene, reasons);
        return reasons;
    }

    private static void repositories(Scene scene, Set<String> repositories, int refused, List<Reason> reasons) {
        if (repositories.size() >= SEVERAL) {
            Set<String> foreign = new TreeSet<>(repositories);
            scene.accepted().forEach(push -> foreign.remove(push.repository()));
            boolean wide = foreign.size() >= 2 && !scene.accepted().isEmpty();
            reasons.add(Reason.of(
                    (wide ? 2 : 0) + (AddressReasons.isNew(scene) ? 2 : 0),
                    refused + " refusals in " + repositories.size() + " repositories within an hour."));
        } else if (refused >= MANY) {
            reasons.add(Reason.of(1, refused + " refusals within an hour."));
        } else if (refused == 1) {
            reasons.add(Reason.against(0, "Nothing else by " + scene.who() + " was refused in that hour."));
        }
    }

    /** Here and there, from where no one knows them. */
    private static void probing(Scene scene, List<Reason> reasons) {
        Set<String> refs = new TreeSet<>(refs(scene.decision()));
        for (LoggedPush other : scene.others()) {
            if (other.decision().isRefused()
                    && other.address().equals(scene.push().address())
                    && near(other.decision(), scene, SPELL)) {
                refs.addAll(refs(other.decision()));
            }
        }
        if (refs.size() >= 2 && scene.decision().objects("updates").size() < refs.size()) {
            reasons.add(Reason.of(2, "From that address " + refs.size() + " refs were tried within an hour."));
        }
    }

    /** One thing at several doors. */
    private static void doors(Scene scene, List<Reason> reasons) throws IOException {
        Set<String> refs = new TreeSet<>(refs(scene.decision()));
        if (refs.size() > 1) {
            return;
        }
        for (LoggedDecision other : scene.surroundings().sameTips(scene.push())) {
            if (other.isRefused() && near(other, scene, DAY)) {
                refs.addAll(refs(other));
            }
        }
        if (refs.size() >= SEVERAL) {
            reasons.add(Reason.of(3, "The very same commits were refused at " + refs.size() + " refs within a day."));
        }
    }

    private static List<String> refs(LoggedDecision decision) {
        List<String> refs = new ArrayList<>();
        for (Map<String, Object> update : decision.objects("updates")) {
            refs.add(decision.text("repository") + " " + LoggedDecision.text(update, "ref"));
        }
        return refs;
    }

    private static boolean near(LoggedDecision other, Scene scene, Duration most) {
        return Duration.between(other.time(), scene.decision().time()).abs().compareTo(most) <= 0;
    }
}
