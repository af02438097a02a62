package dev.refwarden.replay;

import dev.refwarden.decision.Finding;
import dev.refwarden.decision.Verdict;
import dev.refwarden.ledger.LoggedDecision;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A push of the past as two policies see it.
 *
 * @param passed whether it passes, or passed, under the one
 * @param after what becomes of it under the other
 */
public record SimulatedPush(LoggedDecision decision, boolean passed, Verdict after) {
    public boolean passes() {
        return !(after instanceof Verdict.Refused);
    }

    /** Whose push it was, as far as anybody knows. */
    public String person() {
        String person = decision.text("pusher", "person");
        String account = decision.text("pusher", "account");
        return !person.isEmpty() ? person : account.isEmpty() ? "someone unknown" : account;
    }

    public Set<String> refs() {
        return decision.objects("updates").stream()
                .map(update -> LoggedDecision.text(update, "ref"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those rules that stand, or stood, in the way. */
    public Set<String> rules() {
        if (after instanceof Verdict.Refused refused) {
            return names(refused.refusing());
        }
        Set<String> rules = new TreeSet<>();
        for (Map<String, Object> finding : decision.objects("findings")) {
            rules.add(LoggedDecision.text(finding, "rule"));
        }
        rules.remove("");
        return rules;
    }

    public Set<String> codes() {
        return after.findings().stream()
                .map(finding -> finding.code().word())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.rule().orElse("no rule in particular"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
