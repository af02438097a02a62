package dev.refwarden.review;

import dev.refwarden.cases.CaseEntry;
import dev.refwarden.log.LoggedDecision;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * One push in a list.
 *
 * @param verdict such as "refused"
 * @param caseId empty for what was not refused
 * @param ref the first of its refs; empty where it has none
 * @param more how many other refs it has
 * @param pusher a person's id, else the account in words
 * @param person the person's id; empty where it is not known
 */
public record PushRow(
        String verdict,
        String caseId,
        String time,
        String repository,
        String ref,
        int more,
        String pusher,
        String person,
        List<String> codes) {
    public PushRow {
        codes = List.copyOf(codes);
    }

    static PushRow of(CaseEntry entry) {
        List<String> refs = entry.refs();
        return new PushRow(
                switch (entry.kind()) {
                    case REFUSED -> "refused";
                    case ACCEPTED -> "accepted";
                    case OBSERVED -> "observed";
                    case BASELINE -> "baseline";
                    case OTHER -> "other";
                },
                entry.caseId(),
                entry.time().truncatedTo(ChronoUnit.SECONDS).toString(),
                entry.repository(),
                refs.isEmpty() ? "" : refs.get(0),
                Math.max(0, refs.size() - 1),
                pusher(entry.person(), entry.account()),
                entry.person(),
                entry.codes());
    }

    static PushRow of(LoggedDecision decision) {
        List<Map<String, Object>> updates = decision.objects("updates");
        TreeSet<String> codes = new TreeSet<>();
        decision.objects("findings").forEach(finding -> codes.add(LoggedDecision.text(finding, "code")));
        return new PushRow(
                decision.text("verdict"),
                decision.text("case"),
                decision.time().truncatedTo(ChronoUnit.SECONDS).toString(),
                decision.text("repository"),
                updates.isEmpty() ? "" : LoggedDecision.text(updates.get(0), "ref"),
                Math.max(0, updates.size() - 1),
                pusher(decision.text("pusher", "person"), decision.text("pusher", "account")),
                decision.text("pusher", "person"),
                List.copyOf(codes));
    }

    static String pusher(String person, String account) {
        if (!person.isEmpty()) {
            return person;
        }
        return account.isEmpty() ? "somebody unknown" : "the account " + account;
    }
}
