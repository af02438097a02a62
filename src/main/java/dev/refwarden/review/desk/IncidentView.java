package dev.refwarden.review.desk;

import dev.refwarden.ledger.CaseEvent;
import dev.refwarden.ledger.CaseId;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.ledger.LoggedPush;
import dev.refwarden.review.PushContent;
import dev.refwarden.review.assessment.Assessment;
import dev.refwarden.review.assessment.Assessor;
import dev.refwarden.review.assessment.Surroundings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The pushes of one incident, assessed together: what one of them betrays holds for all by the same hand. */
final class IncidentView {
    /** Of a very large incident, so many are looked at, from both ends. */
    private static final int MOST = 200;

    private final Incident incident;
    private final Map<Long, Assessment> assessments;
    private final Set<Long> fromNewAddress;

    private IncidentView(Incident incident, Map<Long, Assessment> assessments, Set<Long> fromNewAddress) {
        this.incident = incident;
        this.assessments = assessments;
        this.fromNewAddress = fromNewAddress;
    }

    /** Looks through what a push brought. */
    interface Looking {
        PushContent content(LoggedPush push) throws IOException;
    }

    static IncidentView of(
            List<LoggedPush> oldestFirst, Looking looking, Assessor assessor, Surroundings surroundings, Ledger ledger)
            throws IOException {
        Map<Long, Assessment> own = new HashMap<>();
        Set<Long> fromNew = new LinkedHashSet<>();
        Map<String, String> suspect = new HashMap<>();
        List<LoggedPush> suspects = new ArrayList<>();
        List<LoggedPush> looked = oldestFirst.size() <= MOST
                ? oldestFirst
                : java.util.stream.Stream.concat(
                                oldestFirst.subList(0, MOST / 2).stream(),
                                oldestFirst.subList(oldestFirst.size() - MOST / 2, oldestFirst.size()).stream())
                        .toList();
        for (LoggedPush push : looked) {
            Assessment assessment = assessor.assess(push, looking.content(push));
            own.put(push.decision().seq(), assessment);
            if (assessor.isFromNewAddress(push)) {
                fromNew.add(push.decision().seq());
            }
            if (assessment.level() == Assessment.Level.ALARMING || isClosedAsAttack(push, ledger)) {
                suspects.add(push);
                ties(push, fromNew)
                        .forEach(tie -> suspect.putIfAbsent(tie, push.decision().text("case")));
            }
        }
        Map<Long, Assessment> together = new HashMap<>();
        for (LoggedPush push : looked) {
            together.put(push.decision().seq(), assessed(push, own, fromNew, suspect));
        }
        GotIn gotIn = suspects.isEmpty()
                ? GotIn.NOTHING
                : new Entrances(looked, suspects, fromNew, assessor, surroundings).find();
        String id = "INC-" + oldestFirst.get(0).decision().text("case");
        return new IncidentView(new Incident(id, oldestFirst, gotIn), together, fromNew);
    }

    private static Assessment assessed(
            LoggedPush push, Map<Long, Assessment> own, Set<Long> fromNew, Map<String, String> suspect) {
        Assessment alone =
                java.util.Objects.requireNonNull(own.get(push.decision().seq()));
        if (alone.level() == Assessment.Level.ALARMING) {
            return alone;
        }
        Optional<String> betrayed = ties(push, fromNew).stream()
                .filter(suspect::containsKey)
                .map(suspect::get)
                .findFirst();
        return betrayed.map(other -> alone.alarmedBy(
                        other.equals(push.decision().text("case"))
                                ? "A reviewer closed it as an attack."
                                : "By the same hand as case " + other + ", within the same hour."))
                .orElse(alone);
    }

    /** What ties a push to a suspect; a person's usual address does not, for the person may be at work there. */
    private static Set<String> ties(LoggedPush push, Set<Long> fromNew) {
        Set<String> ties = new LinkedHashSet<>(Grouping.ties(push));
        ties.removeIf(tie -> tie.startsWith("key "));
        if (!fromNew.contains(push.decision().seq())) {
            ties.removeIf(tie -> tie.startsWith("hand "));
        }
        for (String list : List.of("commits", "tags")) {
            for (Map<String, Object> signed : push.decision().objects(list)) {
                if (LoggedDecision.text(signed, "signer").isEmpty()
                        && !LoggedDecision.text(signed, "fingerprint").isEmpty()) {
                    ties.add("key " + LoggedDecision.text(signed, "fingerprint"));
                }
            }
        }
        return ties;
    }

    private static boolean isClosedAsAttack(LoggedPush push, Ledger ledger) throws IOException {
        CaseId caseId = new CaseId(push.decision().text("case"));
        return CaseState.of(CaseEvent.about(ledger, caseId), CaseState.OPEN) == CaseState.ATTACK;
    }

    Incident incident() {
        return incident;
    }

    Assessment assessment(LoggedPush push) {
        Assessment assessment = assessments.get(push.decision().seq());
        return assessment == null ? new Assessment(Assessment.Level.UNKNOWN, List.of()) : assessment;
    }

    boolean isFromNewAddress(LoggedPush push) {
        return fromNewAddress.contains(push.decision().seq());
    }
}
