package dev.refwarden.report;

import dev.refwarden.decision.Code;
import dev.refwarden.git.RefUpdate;
import dev.refwarden.policy.Rule;
import java.util.Set;

/** What must come with the same push to satisfy a rule, as commands with this push's names filled in. */
final class PushAdvice {
    private final RefUpdate update;
    private final Set<Rule.Factor> factors;
    private final Lines lines;

    /**
     * Prepares advice about one update.
     *
     * @param factors any one of which the rule wants
     */
    PushAdvice(RefUpdate update, Set<Rule.Factor> factors, Lines lines) {
        this.update = update;
        this.factors = factors;
        this.lines = lines;
    }

    /** @param unattended whether the push was signed by a security key without touch or PIN */
    void add(Set<Code> codes, boolean unattended) {
        if (codes.contains(Code.CERTIFICATE_MISSING) || codes.contains(Code.CERTIFICATE_STALE)) {
            lines.hint("sign the push itself as well:");
            lines.command(push("--signed"));
        } else if (codes.contains(Code.SECOND_FACTOR_MISSING) || codes.contains(Code.SECOND_FACTOR_INVALID)) {
            addFactor();
        } else if (codes.contains(Code.CERTIFICATE_REPLAYED) || codes.contains(Code.CERTIFICATE_INVALID)) {
            lines.hint("sign the push anew with a key that is enrolled for you:");
            lines.command(push("--signed"));
        }
        if (unattended) {
            lines.hint("sign the push again, and do what the security key asks for:");
            lines.command(push("--signed"));
        }
    }

    private void addFactor() {
        if (factors.contains(Rule.Factor.HARDWARE_TOUCH) || factors.contains(Rule.Factor.HARDWARE_PIN)) {
            String proof = factors.contains(Rule.Factor.HARDWARE_TOUCH) ? "touch it" : "enter its PIN and touch it";
            lines.hint("sign the push with your hardware key (git config user.signingKey), and " + proof + ":");
            lines.command(push("--signed"));
        }
        if (factors.contains(Rule.Factor.IDENTITY_TOKEN)) {
            lines.hint("give a fresh token of your identity provider, made for this push:");
            lines.command(push("-o identity-token=TOKEN"));
        }
        if (factors.contains(Rule.Factor.ONE_TIME_CODE)) {
            lines.hint("give the code that your authenticator shows:");
            lines.command(push("-o one-time-code=123456"));
        }
    }

    private String push(String option) {
        String source = update.deletes() ? "" : update.after().abbreviated();
        return "git push " + option + " origin " + source + ":" + ref();
    }

    private String ref() {
        return Printable.shellWord(update.ref().value());
    }
}
