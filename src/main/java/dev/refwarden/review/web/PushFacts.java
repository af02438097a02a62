package dev.refwarden.review.web;

import dev.refwarden.ledger.LoggedDecision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What was shown with a push besides its commits: certificate, touch, PIN, counter, factors, approvals, waiver, alarms. */
final class PushFacts {
    private static final int MOST = 50;

    private PushFacts() {}

    /** Each as a name and a text; none where there was nothing. */
    static List<SignerPage.Fact> of(LoggedDecision push) {
        List<SignerPage.Fact> facts = new ArrayList<>();
        if (push.fields().get("certificate") instanceof Map<?, ?> certificate) {
            facts.add(new SignerPage.Fact("Push certificate", signed(certificate)));
        }
        if (push.fields().get("factors") instanceof Map<?, ?> factors) {
            factors.forEach((factor, person) -> facts.add(new SignerPage.Fact(
                    "Second factor", factor + (String.valueOf(person).isEmpty() ? "" : " of " + person))));
        }
        for (Map<String, Object> approval :
                push.objects("approvals").stream().limit(MOST).toList()) {
            String spent = approval.get("spent") == Boolean.TRUE ? ", used for this push" : "";
            facts.add(new SignerPage.Fact(
                    "Approval", signed(approval) + " for " + LoggedDecision.text(approval, "ref") + spent));
        }
        if (push.fields().get("waiver") instanceof Map<?, ?> waiver) {
            List<String> by = new ArrayList<>();
            push.objects("waiver", "by").forEach(one -> by.add(signed(one)));
            facts.add(new SignerPage.Fact(
                    "Waiver",
                    "of case " + waiver.get("case") + ", for " + waiver.get("findings") + ", by "
                            + String.join("; ", by)));
        }
        if (push.fields().get("alarms") instanceof List<?> alarms) {
            alarms.forEach(alarm -> facts.add(new SignerPage.Fact("Alarm", String.valueOf(alarm))));
        }
        return facts;
    }

    private static String signed(Map<?, ?> object) {
        Object signer = object.get("signer");
        if (signer == null) {
            return "by nobody whom the people files name";
        }
        String words = "by " + signer + " with " + object.get("key");
        if (object.get("counter") != null) {
            words += ", touched: " + yes(object.get("touch")) + ", PIN: " + yes(object.get("pin")) + ", counter "
                    + object.get("counter");
        }
        return words;
    }

    private static String yes(@org.jspecify.annotations.Nullable Object flag) {
        return flag == Boolean.TRUE ? "yes" : "no";
    }
}
