package dev.refwarden.review.web;

import dev.refwarden.people.People;
import dev.refwarden.review.assessment.Reason;
import dev.refwarden.review.desk.Advice;
import dev.refwarden.review.desk.DeskCase;
import java.util.List;

/**
 * What a case probably is, above everything else on its page.
 *
 * @param level such as "alarming"
 * @param position which case of its incident it is, such as "2 of 8"; empty where there is one
 * @param earlier the address of the case before it in the incident; empty where there is none
 * @param later likewise
 */
public record VerdictBox(
        String level,
        String shape,
        String title,
        String incident,
        String incidentLink,
        String state,
        String takenBy,
        List<String> pro,
        List<String> contra,
        List<String> aside,
        List<PushRow> gotIn,
        List<PushRow> toCheck,
        List<PushRow> landed,
        List<String> steps,
        String tell,
        String position,
        String earlier,
        String later) {
    /** @param incident every case of the same incident, newest first */
    static VerdictBox of(DeskCase desk, List<DeskCase> incident, People people) {
        int at = 0;
        for (int i = 0; i < incident.size(); i++) {
            at = incident.get(i).decision().seq() == desk.decision().seq() ? i : at;
        }
        Advice advice = Advice.of(desk, incident, people);
        return new VerdictBox(
                desk.assessment().level().word(),
                desk.assessment().level().shape(),
                desk.assessment().level().title(),
                desk.incident(),
                Links.list("incident:" + desk.incident()),
                desk.progress(),
                desk.takenBy(),
                desk.assessment().pro(),
                desk.assessment().contra(),
                desk.assessment().reasons().stream()
                        .filter(reason -> reason.side() == Reason.Side.ASIDE)
                        .map(Reason::text)
                        .toList(),
                desk.gotIn().stream().map(PushRow::of).toList(),
                desk.toCheck().stream().map(PushRow::of).toList(),
                desk.landed().stream().map(PushRow::of).toList(),
                advice.steps(),
                advice.tell(),
                incident.size() > 1 ? (incident.size() - at) + " of " + incident.size() : "",
                at + 1 < incident.size() ? Links.ofCase(incident.get(at + 1).id()) : "",
                at > 0 ? Links.ofCase(incident.get(at - 1).id()) : "");
    }
}
