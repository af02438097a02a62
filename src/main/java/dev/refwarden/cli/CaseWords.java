package dev.refwarden.cli;

import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.report.Printable;
import java.util.List;
import java.util.Map;

/** Pushes of the log in words; whatever a pusher wrote is made harmless. */
final class CaseWords {
    private static final int LONGEST = 300;

    private CaseWords() {}

    /** A push in one line. */
    static String line(LoggedDecision decision) {
        return decision.isRefused() ? refused(decision) : accepted(decision);
    }

    private static String refused(LoggedDecision decision) {
        List<Map<String, Object>> updates = decision.objects("updates");
        String ref = updates.isEmpty() ? "" : LoggedDecision.text(updates.get(0), "ref");
        String more = decision.updateCount() > 1 ? " and " + (decision.updateCount() - 1) + " more" : "";
        return decision.text("case") + "  " + decision.text("time") + "  " + safe(decision.text("repository")) + "  "
                + safe(ref) + more + "  by " + pusher(decision) + "  [" + String.join(" ", decision.codes()) + "]";
    }

    private static String accepted(LoggedDecision decision) {
        return "accepted   " + decision.text("time") + "  " + safe(decision.text("repository")) + "  by "
                + pusher(decision);
    }

    static String finding(Map<String, Object> finding) {
        String object = LoggedDecision.text(finding, "object");
        String rule = LoggedDecision.text(finding, "rule");
        String ref = safe(LoggedDecision.text(finding, "ref"));
        String where = ref
                + (rule.isEmpty() ? "" : (ref.isEmpty() ? "" : ", ") + "rule \"" + safe(rule) + "\"")
                + (object.isEmpty() ? "" : ", " + object.substring(0, Math.min(8, object.length())));
        return (where.isEmpty() ? "" : where + ": ") + safe(LoggedDecision.text(finding, "detail")) + " ["
                + safe(LoggedDecision.text(finding, "code")) + "]";
    }

    static String pusher(LoggedDecision decision) {
        String person = decision.text("pusher", "person");
        String account = decision.text("pusher", "account");
        if (person.isEmpty() && account.isEmpty()) {
            return "someone unknown";
        }
        return person.isEmpty()
                ? "the account " + safe(account)
                : safe(person) + " (by " + safe(decision.text("pusher", "knownBy")) + ")";
    }

    static String safe(String text) {
        return Printable.of(text, LONGEST);
    }
}
