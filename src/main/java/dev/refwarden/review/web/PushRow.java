package dev.refwarden.review.web;

import dev.refwarden.ledger.LoggedDecision;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * One push in a list.
 *
 * @param verdict such as "refused"
 * @param caseId empty for what was not refused
 * @param link the address of its page
 * @param ref the first of its refs; empty where it has none
 * @param more how many other refs it has
 * @param pusher a person's id, else the account in words
 * @param person the person's id; empty where it is not known
 */
public record PushRow(
        String verdict,
        String caseId,
        String link,
        String time,
        String repository,
        String ref,
        long more,
        String pusher,
        String person,
        List<String> codes) {
    public PushRow {
        codes = List.copyOf(codes);
    }

    static PushRow of(LoggedDecision decision) {
        List<Map<String, Object>> updates = decision.objects("updates");
        return new PushRow(
                decision.text("verdict"),
                decision.text("case"),
                decision.isRefused() ? Links.ofCase(decision.text("case")) : Links.push(decision.seq()),
                decision.time().truncatedTo(ChronoUnit.SECONDS).toString(),
                decision.text("repository"),
                updates.isEmpty() ? "" : LoggedDecision.text(updates.get(0), "ref"),
                Math.max(0, decision.updateCount() - 1),
                pusher(decision.text("pusher", "person"), decision.text("pusher", "account")),
                decision.text("pusher", "person"),
                decision.isRefused() ? decision.refusingCodes() : decision.codes());
    }

    static String pusher(String person, String account) {
        if (!person.isEmpty()) {
            return person;
        }
        return account.isEmpty() ? "someone unknown" : "the account " + account;
    }
}
