package dev.refwarden.review;

import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.policy.RepositoryEntry;
import dev.refwarden.policy.Rule;
import dev.refwarden.policy.explain.Explanation;
import dev.refwarden.policy.read.Configuration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which lines of the policy refused a push.
 *
 * @param places where each rule stands, such as {@code policy.yaml:12}, by the rule's name; only of rules that are still there
 * @param same whether the policy is the very one by which the push was judged, so that the lines are those
 */
public record RefusingLines(Map<String, String> places, boolean same) {
    /** Where the configuration cannot be read. */
    public static final RefusingLines UNKNOWN = new RefusingLines(Map.of(), false);

    public RefusingLines {
        places = Map.copyOf(places);
    }

    public static RefusingLines of(LoggedDecision refused, Configuration configuration) {
        Map<String, String> places = new LinkedHashMap<>();
        for (RepositoryEntry entry : configuration.policy().entriesFor(refused.text("repository"))) {
            for (Rule rule : entry.rules()) {
                places.put(rule.name(), Explanation.line(rule.place()));
            }
        }
        return new RefusingLines(places, configuration.policy().digest().equals(refused.text("policy")));
    }

    /** Where the rule of a finding is; absent where it has none or is not there any more. */
    public Optional<String> of(Map<String, Object> finding) {
        return Optional.ofNullable(places.get(LoggedDecision.text(finding, "rule")));
    }
}
