package dev.refwarden.decision;

import dev.refwarden.policy.Rule;
import java.util.List;
import java.util.Map;

/**
 * What people stated about a push beside what they committed.
 *
 * @param statementName {@code <server>/<repository name>}, by which statements name the repository
 * @param approvals those in the push options and those pushed beforehand
 * @param factors what each offered factor but the certificate shows
 */
public record Attestations(
        String statementName,
        CertificateFacts certificate,
        List<OfferedApproval> approvals,
        List<OfferedWaiver> waivers,
        Map<Rule.Factor, FactorFacts> factors) {
    public static final Attestations NONE =
            new Attestations("", new CertificateFacts.None(), List.of(), List.of(), Map.of());

    public Attestations {
        approvals = List.copyOf(approvals);
        waivers = List.copyOf(waivers);
        factors = Map.copyOf(factors);
    }
}
