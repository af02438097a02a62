package dev.refwarden.cli;

import dev.refwarden.ledger.DecisionIndex;
import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.review.desk.CasesJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/** A push that passed, in words: accepted, observed or waived. */
final class ShownPush {
    private static final int MOST = 20;

    private final LoggedDecision push;
    private final DecisionIndex index;

    ShownPush(LoggedDecision push, DecisionIndex index) {
        this.push = push;
        this.index = index;
    }

    void write(boolean asJson, PrintWriter out) throws IOException {
        if (asJson) {
            CasesJson.writePush(push, out);
        } else {
            print(out);
        }
        out.flush();
    }

    private void print(PrintWriter out) throws IOException {
        out.println("line        " + push.seq() + ", " + CaseWords.safe(push.text("verdict")));
        out.println("time        " + push.text("time"));
        out.println("repository  " + CaseWords.safe(push.text("repository")));
        out.println("pusher      " + CaseWords.pusher(push));
        if (!push.text("address").isEmpty()) {
            out.println("from        " + CaseWords.safe(push.text("address")));
        }
        out.println();
        for (Map<String, Object> update : push.objects("updates")) {
            out.println(CaseWords.safe(LoggedDecision.text(update, "ref")));
            out.println("  from " + LoggedDecision.text(update, "old"));
            out.println("  to   " + LoggedDecision.text(update, "new"));
        }
        list(
                "with warnings:",
                push.objects("findings").stream().map(CaseWords::finding).toList(),
                out);
        list("commits:", push.objects("commits").stream().map(ShownPush::signed).toList(), out);
        list("tags:", push.objects("tags").stream().map(ShownPush::signed).toList(), out);
        list(
                "the same objects in other pushes:",
                index.aboutSameTips(push).stream().map(CaseWords::line).toList(),
                out);
    }

    private static String signed(Map<String, Object> object) {
        String signer = LoggedDecision.text(object, "signer");
        return LoggedDecision.text(object, "id") + "  "
                + (signer.isEmpty()
                        ? "no signature that counts " + CaseWords.safe(LoggedDecision.text(object, "fingerprint"))
                        : "signed by " + CaseWords.safe(signer) + " ("
                                + CaseWords.safe(LoggedDecision.text(object, "key")) + ")");
    }

    private static void list(String heading, List<String> lines, PrintWriter out) {
        if (lines.isEmpty()) {
            return;
        }
        out.println();
        out.println(heading);
        lines.stream().limit(MOST).forEach(line -> out.println("  " + line));
        if (lines.size() > MOST) {
            out.println("  and " + (lines.size() - MOST) + " more");
        }
    }
}
