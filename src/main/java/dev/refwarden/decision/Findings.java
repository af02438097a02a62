package dev.refwarden.decision;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects findings, apart by whether they refuse or only warn. */
final class Findings {
    private final List<Finding> refusing = new ArrayList<>();
    private final List<Finding> observed = new ArrayList<>();

    /** Adds a finding that no mode lifts. */
    void always(Finding finding) {
        refusing.add(finding);
    }

    void under(boolean enforced, Finding finding) {
        (enforced ? refusing : observed).add(finding);
    }

    /** A place for the findings of one rule about one ref. */
    OfRule ofRule(String rule, RefName ref, boolean enforced) {
        return new OfRule(rule, ref, enforced);
    }

    /** The one place where an acceptance is made. */
    Verdict verdict() {
        if (!refusing.isEmpty()) {
            return new Verdict.Refused(refusing, observed);
        }
        return observed.isEmpty() ? new Verdict.Accepted() : new Verdict.Observed(observed);
    }

    /** Adds findings of one rule about one ref. */
    final class OfRule {
        private final Optional<String> rule;
        private final Optional<RefName> ref;
        private final boolean enforced;

        private OfRule(String rule, RefName ref, boolean enforced) {
            this.rule = Optional.of(rule);
            this.ref = Optional.of(ref);
            this.enforced = enforced;
        }

        void add(Code code, String detail) {
            under(enforced, new Finding(code, rule, ref, Optional.empty(), detail));
        }

        void add(Code code, ObjectId object, String detail) {
            under(enforced, new Finding(code, rule, ref, Optional.of(object), detail));
        }

        /** Adds why something could not be judged; that a history is cut off no mode lifts. */
        void add(Failure trouble, Optional<ObjectId> object) {
            boolean always = trouble.code() == Code.SHALLOW_PUSH;
            under(always || enforced, new Finding(trouble.code(), rule, ref, object, trouble.detail()));
        }
    }
}
