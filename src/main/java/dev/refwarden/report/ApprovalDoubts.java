package dev.refwarden.report;

import dev.refwarden.decision.ApprovalProspect;
import dev.refwarden.decision.Evidence;
import dev.refwarden.decision.Push;
import java.time.Instant;

/** What someone who brings an approval is told at once about its worth; git-refwarden-approve looks for the first words. */
final class ApprovalDoubts {
    private static final int LONGEST_REF = 120;
    private static final int LONGEST = 300;

    private ApprovalDoubts() {}

    static void add(Push push, Evidence evidence, Instant now, Lines lines) {
        for (ApprovalProspect.Doubt doubt : ApprovalProspect.doubts(push, evidence, now)) {
            lines.add((doubt.hopeless() ? "this approval cannot count for " : "about this approval for ")
                    + Printable.of(doubt.ref().value(), LONGEST_REF) + ":");
            doubt.words().forEach(word -> lines.add("  " + Printable.of(word, LONGEST)));
        }
    }
}
