package dev.refwarden.cli;

import dev.refwarden.log.LoggedDecision;
import dev.refwarden.report.Printable;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Refused pushes in words; whatever a pusher wrote is made harmless. */
final class CaseWords {
    private static final int LONGEST = 300;
    private static final int MOST = 5;

    private CaseWords() {}

    /** A case in one line. */
    static String line(LoggedDecision decision) {
        TreeSet<String> codes = new TreeSet<>();
        decision.objects("findings").forEach(finding -> codes.add(LoggedDecision.text(finding, "code")));
        List<Map<String, Object>> updates = decision.objects("updates");
        String ref = updates.isEmpty() ? "" : LoggedDecision.text(updates.get(0), "ref");
        String more = updates.size() > 1 ? " and " + (updates.size() - 1) + " more" : "";
        return decision.text("case") + "  " + decision.text("time") + "  " + safe(decision.text("repository")) + "  "
                + safe(ref) + more + "  by " + pusher(decision) + "  [" + String.join(" ", codes) + "]";
    }

    static void show(CaseFile file, PrintWriter out) {
        LoggedDecision one = file.found().orElseThrow();
        out.println("case        " + one.text("case"));
        out.println("time        " + one.text("time"));
        out.println("repository  " + safe(one.text("repository")));
        out.println("pusher      " + pusher(one));
        out.println();
        for (Map<String, Object> update : one.objects("updates")) {
            out.println(safe(LoggedDecision.text(update, "ref")));
            out.println("  from " + LoggedDecision.text(update, "old"));
            out.println("  to   " + LoggedDecision.text(update, "new"));
        }
        out.println();
        out.println("refused because:");
        one.objects("findings").forEach(finding -> out.println("  " + finding(finding)));
        signed("commits", one, out);
        signed("tags", one, out);
        list("the same objects in other pushes:", file.tries(), out);
        list("refused pushes of the same pusher:", file.before(), out);
    }

    private static void signed(String what, LoggedDecision one, PrintWriter out) {
        if (one.objects(what).isEmpty()) {
            return;
        }
        out.println();
        out.println(what + ":");
        for (Map<String, Object> object : one.objects(what)) {
            String signer = LoggedDecision.text(object, "signer");
            String key = LoggedDecision.text(object, "key");
            out.println("  " + LoggedDecision.text(object, "id") + "  "
                    + (signer.isEmpty()
                            ? "no signature that counts " + safe(LoggedDecision.text(object, "fingerprint"))
                            : "signed by " + safe(signer) + " (" + safe(key) + ")"));
        }
    }

    private static void list(String heading, List<LoggedDecision> decisions, PrintWriter out) {
        if (decisions.isEmpty()) {
            return;
        }
        out.println();
        out.println(heading);
        for (LoggedDecision decision : decisions.subList(Math.max(0, decisions.size() - MOST), decisions.size())) {
            out.println("  " + (decision.isRefused() ? line(decision) : accepted(decision)));
        }
        if (decisions.size() > MOST) {
            out.println("  and " + (decisions.size() - MOST) + " before these");
        }
    }

    private static String accepted(LoggedDecision decision) {
        return "accepted   " + decision.text("time") + "  " + safe(decision.text("repository")) + "  by "
                + pusher(decision);
    }

    private static String finding(Map<String, Object> finding) {
        String object = LoggedDecision.text(finding, "object");
        String rule = LoggedDecision.text(finding, "rule");
        return safe(LoggedDecision.text(finding, "ref")) + (rule.isEmpty() ? "" : ", rule \"" + safe(rule) + "\"")
                + (object.isEmpty() ? "" : ", " + object.substring(0, Math.min(8, object.length()))) + ": "
                + safe(LoggedDecision.text(finding, "detail")) + " [" + LoggedDecision.text(finding, "code") + "]";
    }

    private static String pusher(LoggedDecision decision) {
        String person = decision.text("pusher", "person");
        String account = decision.text("pusher", "account");
        if (person.isEmpty() && account.isEmpty()) {
            return "somebody unknown";
        }
        return person.isEmpty()
                ? "the account " + safe(account)
                : safe(person) + " (by " + safe(decision.text("pusher", "knownBy")) + ")";
    }

    private static String safe(String text) {
        return Printable.of(text, LONGEST);
    }
}
