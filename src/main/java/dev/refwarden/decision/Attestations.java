package dev.refwarden.decision;

import dev.refwarden.policy.Rule;
import java.util.List;
import java.util.Map;

/**
 * What people stated about a push besides what they committed.
 *
 * @param statementName {@code <server>/<repository name>}, by which statements name the repository
 * @param approvals those in the push options and those pushed beforehand
 * @param factors what each offered factor but the certificate shows
 * @param proposals those that wait in the repository; none where the push brings neither another nor an approval
 */
public record Attestations(
        String statementName,
        CertificateFacts certificate,
        List<OfferedApproval> approvals,
        List<OfferedWaiver> waivers,
        Map<Rule.Factor, FactorFacts> factors,
        WaitingProposals proposals) {
    public static final Attestations NONE =
            new Attestations("", new CertificateFacts.None(), List.of(), List.of(), Map.of());

    /** Of a push that brings no proposal. */
    public Attestations(
            String statementName,
            CertificateFacts certificate,
            List<OfferedApproval> approvals,
            List<OfferedWaiver> waivers,
            Map<Rule.Factor, FactorFacts> factors) {
        this(statementName, certificate, approvals, waivers, factors, WaitingProposals.NONE);
    }

    public Attestations {
        approvals = OfferedApprovals.of(approvals);
        waivers = List.copyOf(waivers);
        factors = Map.copyOf(factors);
    }

    /** The same with the proposals that wait. */
    public Attestations with(WaitingProposals waiting) {
        return new Attestations(statementName, certificate, approvals, waivers, factors, waiting);
    }
}
