package dev.refwarden.review.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Findings of one code by one rule about one ref.
 *
 * @param findings at least one
 */
public record FindingGroup(List<CasePage.ShownFinding> findings) {
    private static final int FEW = 3;

    public FindingGroup {
        findings = List.copyOf(findings);
    }

    /** What is the same in all of them. */
    private record Kind(String code, String rule, String ref, boolean warned) {}

    /** Groups them, in the order of the first of each group. */
    public static List<FindingGroup> of(List<CasePage.ShownFinding> findings) {
        Map<Kind, List<CasePage.ShownFinding>> groups = new LinkedHashMap<>();
        for (CasePage.ShownFinding finding : findings) {
            Kind kind = new Kind(finding.code(), finding.rule(), finding.ref(), finding.warned());
            groups.computeIfAbsent(kind, none -> new ArrayList<>()).add(finding);
        }
        return groups.values().stream().map(FindingGroup::new).toList();
    }

    /** The first of them, which says what they have in common. */
    public CasePage.ShownFinding first() {
        return findings.get(0);
    }

    /** Whether they are too many to be read one by one. */
    public boolean isLong() {
        return findings.size() > FEW;
    }
}
