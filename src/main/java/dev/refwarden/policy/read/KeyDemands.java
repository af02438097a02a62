package dev.refwarden.policy.read;

import dev.refwarden.people.KeyType;
import dev.refwarden.policy.Rule;
import dev.refwarden.policy.yaml.Problems;
import dev.refwarden.policy.yaml.Section;
import java.util.Optional;
import java.util.Set;

/** Finds demands on keys that no key can meet at once. */
final class KeyDemands {
    private final Section rule;
    private final Problems problems;

    KeyDemands(Section rule, Problems problems) {
        this.rule = rule;
        this.problems = problems;
    }

    void check(Rule read) {
        Rule.Keys keys = read.keys();
        if (keys.maxAge().isPresent() && keys.maxAge().get().compareTo(keys.coolDown()) <= 0) {
            refuse("max-age ends before cool-down: no key ever counts");
        }
        boolean flags = carriesFlags(keys.types());
        if (!flags && (keys.touch() || keys.pin())) {
            refuse("touch and pin need sk-ssh-ed25519 or sk-ecdsa-p256 among types");
        }
        Optional<Rule.Push> push = read.push();
        if (!flags && push.isPresent() && hardwareOnly(push.get().people().secondFactor())) {
            refuse("second-factor needs sk-ssh-ed25519 or sk-ecdsa-p256 among types");
        }
        if (!signsStatements(keys.types()) && demandsApprovals(read)) {
            refuse("approvals are signed by SSH keys, and types has none");
        }
    }

    private void refuse(String message) {
        problems.add(rule.place("keys"), message);
    }

    private static boolean carriesFlags(Set<KeyType> types) {
        return types.contains(KeyType.SK_SSH_ED25519) || types.contains(KeyType.SK_ECDSA_P256);
    }

    private static boolean hardwareOnly(Set<Rule.Factor> factors) {
        return !factors.isEmpty()
                && !factors.contains(Rule.Factor.IDENTITY_TOKEN)
                && !factors.contains(Rule.Factor.ONE_TIME_CODE);
    }

    private static boolean signsStatements(Set<KeyType> types) {
        for (KeyType type : types) {
            if (type.signsStatements()) {
                return true;
            }
        }
        return false;
    }

    private static boolean demandsApprovals(Rule rule) {
        if (!rule.paths().isEmpty()) {
            return true;
        }
        return rule.push().isPresent() && demandsApprovals(rule.push().get());
    }

    private static boolean demandsApprovals(Rule.Push push) {
        return push.people().approvals().isPresent()
                || (push.robots().isPresent() && push.robots().get().approvals().isPresent());
    }
}
