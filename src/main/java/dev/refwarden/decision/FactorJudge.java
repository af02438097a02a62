package dev.refwarden.decision;

import dev.refwarden.format.SignatureCheck;
import dev.refwarden.format.TokenFlags;
import dev.refwarden.people.Person;
import dev.refwarden.policy.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether one of the second factors that a rule names proves that the pusher was there. */
final class FactorJudge {
    private final Push push;
    private final Attestations attestations;
    private final Set<Rule.Factor> factors;
    private final Findings.OfRule into;

    private FactorJudge(Push push, Attestations attestations, Set<Rule.Factor> factors, Findings.OfRule into) {
        this.push = push;
        this.attestations = attestations;
        this.factors = factors;
        this.into = into;
    }

    /** @param factors any one of which suffices; empty where none is demanded */
    static void judge(
            Push push, Attestations attestations, Set<Rule.Factor> factors, Instant now, Findings.OfRule into) {
        if (factors.isEmpty()) {
            return;
        }
        if (push.pusher().isRobot()) {
            into.add(Code.SECOND_FACTOR_MISSING, "a second factor is required, and a robot can give none");
            return;
        }
        Optional<Person> gone = push.pusher().gone(now);
        if (gone.isPresent()) {
            into.add(
                    Code.PUSHER_NOT_ALLOWED,
                    "a second factor is required, and " + gone.get().id() + ", who has left, can give none");
            return;
        }
        FactorJudge judge = new FactorJudge(push, attestations, factors, into);
        if (!judge.isSatisfied()) {
            judge.report();
        }
    }

    /** Whether a signature by an enrolled hardware key carries one of the flags that these factors ask for. */
    static boolean isByHardware(SignatureCheck.Valid signature, Set<Rule.Factor> factors) {
        Optional<TokenFlags> flags =
                signature.enrolled().hardware() ? signature.flags().filter(TokenFlags::touched) : Optional.empty();
        return (factors.contains(Rule.Factor.HARDWARE_TOUCH) && flags.isPresent())
                || (factors.contains(Rule.Factor.HARDWARE_PIN)
                        && flags.filter(TokenFlags::pinEntered).isPresent());
    }

    /** Whether one of them is a touch or a PIN of a hardware key. */
    static boolean namesHardware(Set<Rule.Factor> factors) {
        return factors.contains(Rule.Factor.HARDWARE_TOUCH) || factors.contains(Rule.Factor.HARDWARE_PIN);
    }

    private boolean isSatisfied() {
        return attestations
                        .certificate()
                        .signature()
                        .filter(valid -> isByHardware(valid, factors))
                        .isPresent()
                || isPusher(Rule.Factor.IDENTITY_TOKEN)
                || isPusher(Rule.Factor.ONE_TIME_CODE);
    }

    private boolean isPusher(Rule.Factor factor) {
        FactorFacts facts = attestations.factors().get(factor);
        return factors.contains(factor)
                && facts != null
                && facts.person().isPresent()
                && facts.person().equals(push.pusher().person().map(person -> person.id()));
    }

    private void report() {
        boolean said = false;
        for (Rule.Factor factor : List.of(Rule.Factor.IDENTITY_TOKEN, Rule.Factor.ONE_TIME_CODE)) {
            FactorFacts facts = attestations.factors().get(factor);
            if (factors.contains(factor) && facts != null) {
                String detail =
                        facts.person().isPresent() ? "it proves another person than the pusher" : facts.detail();
                into.add(Code.SECOND_FACTOR_INVALID, factor.yamlName() + ": " + detail);
                said = true;
            }
        }
        // What is wrong with a certificate is said already.
        if (!(attestations.certificate() instanceof CertificateFacts.Unusable) || !namesHardware(factors)) {
            reportHardware(said);
        }
    }

    private void reportHardware(boolean said) {
        Optional<SignatureCheck.Valid> signature = attestations.certificate().signature();
        boolean token = signature.isPresent()
                && signature.get().enrolled().hardware()
                && signature.get().flags().isPresent();
        if (token && namesHardware(factors)) {
            boolean touched = signature.get().flags().get().touched();
            into.add(
                    touched ? Code.PIN_MISSING : Code.TOUCH_MISSING,
                    touched
                            ? "the push is signed without the security key's PIN"
                            : "the push is signed without a touch of the security key");
        } else if (!said) {
            into.add(Code.SECOND_FACTOR_MISSING, missing(signature));
        }
    }

    private String missing(Optional<SignatureCheck.Valid> signature) {
        List<String> names = new ArrayList<>();
        for (Rule.Factor factor : Rule.Factor.values()) {
            if (factors.contains(factor)) {
                names.add(factor.yamlName());
            }
        }
        String required = " (required: " + String.join(" or ", names) + ")";
        return signature.isPresent() && namesHardware(factors)
                ? "the push is signed by " + signature.get().enrolled().id() + ", which is not a hardware key"
                        + required
                : "nothing shows that a person was there" + required;
    }
}
