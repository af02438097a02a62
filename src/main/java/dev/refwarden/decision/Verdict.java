package dev.refwarden.decision;

import java.util.List;

/** What became of a push. */
public sealed interface Verdict {
    /** All findings, those that refuse first. */
    List<Finding> findings();

    /** Nothing was found. Only the decision itself can say so. */
    final class Accepted implements Verdict {
        Accepted() {}

        @Override
        public List<Finding> findings() {
            return List.of();
        }
    }

    /** Something was found by rules that only watch; the push passes. */
    final class Observed implements Verdict {
        private final List<Finding> findings;

        Observed(List<Finding> findings) {
            this.findings = nonEmpty(findings);
        }

        @Override
        public List<Finding> findings() {
            return findings;
        }
    }

    /** Administrators let the push through, once. */
    final class Waived implements Verdict {
        private final List<Finding> lifted;
        private final List<Finding> observed;
        private final List<OfferedWaiver> waivers;

        Waived(List<Finding> lifted, List<Finding> observed, List<OfferedWaiver> waivers) {
            this.lifted = nonEmpty(lifted);
            this.observed = List.copyOf(observed);
            this.waivers = List.copyOf(waivers);
        }

        /** What would have refused it; never empty. */
        public List<Finding> lifted() {
            return lifted;
        }

        /** Those whose signatures were counted. */
        public List<OfferedWaiver> waivers() {
            return waivers;
        }

        /** What still speaks against the push, so that nothing is settled by it. */
        @Override
        public List<Finding> findings() {
            return observed;
        }
    }

    /**
     * The push is refused.
     *
     * @param refusing why; never empty
     * @param observed what rules that only watch found besides
     */
    record Refused(List<Finding> refusing, List<Finding> observed) implements Verdict {
        public Refused {
            refusing = nonEmpty(refusing);
            observed = List.copyOf(observed);
        }

        @Override
        public List<Finding> findings() {
            return java.util.stream.Stream.concat(refusing.stream(), observed.stream())
                    .toList();
        }
    }

    private static List<Finding> nonEmpty(List<Finding> findings) {
        if (findings.isEmpty()) {
            throw new IllegalArgumentException("a refusal needs a reason");
        }
        return List.copyOf(findings);
    }
}
