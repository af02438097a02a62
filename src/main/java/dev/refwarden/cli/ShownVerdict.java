package dev.refwarden.cli;

import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.people.People;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.review.assessment.Reason;
import dev.refwarden.review.desk.Advice;
import dev.refwarden.review.desk.DeskCase;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a case probably is, why, what got in, what to do and what to say; before anything else about it. */
final class ShownVerdict {
    private final DeskCase desk;
    private final List<DeskCase> incident;
    private final Advice advice;
    private final PrintWriter out;

    ShownVerdict(DeskCase desk, List<DeskCase> incident, Optional<Configuration> configuration, PrintWriter out) {
        this.desk = desk;
        this.incident = incident;
        this.out = out;
        People people = configuration.map(read -> read.policy().people()).orElse(new People(List.of()));
        this.advice = Advice.of(desk, incident, people);
    }

    void print() {
        out.println(desk.assessment().level().shape() + " "
                + desk.assessment().level().title() + " ("
                + desk.assessment().level().word() + "), " + desk.progress()
                + (desk.takenBy().isEmpty() ? "" : ", " + CaseWords.safe(desk.takenBy()) + " looks into it"));
        for (Reason reason : desk.assessment().reasons()) {
            out.println("  " + sign(reason.side()) + " " + CaseWords.safe(reason.text()));
        }
        landed();
        gotIn();
        if (incident.size() > 1) {
            out.println();
            out.println(desk.incident() + ", " + incident.size() + " cases: refwarden review list incident:"
                    + desk.incident());
        }
        out.println();
        out.println("do:");
        advice.steps().forEach(step -> out.println("  " + CaseWords.safe(step)));
        if (!advice.tell().isEmpty()) {
            out.println();
            out.println("tell them:");
            advice.tell().lines().forEach(line -> out.println("  " + CaseWords.safe(line)));
        }
        out.println();
    }

    private void landed() {
        desk.landed().ifPresent(landed -> {
            out.println();
            out.println("the same change landed: " + CaseWords.line(landed));
        });
    }

    private void gotIn() {
        accepted("it ALSO GOT IN:", desk.gotIn());
        accepted("accepted for the same person or key, perhaps their own work; ask them about each:", desk.toCheck());
    }

    private void accepted(String heading, List<LoggedDecision> pushes) {
        if (pushes.isEmpty()) {
            return;
        }
        out.println();
        out.println(heading);
        for (LoggedDecision accepted : pushes) {
            for (Map<String, Object> update : accepted.objects("updates")) {
                out.println("  " + accepted.text("time") + "  " + CaseWords.safe(accepted.text("repository")) + "  "
                        + CaseWords.safe(LoggedDecision.text(update, "ref")) + "  "
                        + LoggedDecision.text(update, "new"));
            }
        }
    }

    private static String sign(Reason.Side side) {
        return switch (side) {
            case FOR -> "✗";
            case AGAINST -> "✓";
            case ASIDE -> "·";
        };
    }
}
