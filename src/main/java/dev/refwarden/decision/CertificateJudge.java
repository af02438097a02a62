package dev.refwarden.decision;

import dev.refwarden.people.Purpose;
import dev.refwarden.policy.Rule;
import java.time.Instant;

/** Whether the push certificate counts under a rule that asks who pushes, or how. */
final class CertificateJudge {
    private CertificateJudge() {}

    /** @param required whether there must be one */
    static void judge(
            Push push,
            CertificateFacts certificate,
            Rule.Keys keys,
            boolean required,
            Instant now,
            Findings.OfRule into) {
        if (certificate instanceof CertificateFacts.Unusable unusable) {
            unusable.troubles().forEach(trouble -> into.add(trouble.code(), trouble.detail()));
        } else if (certificate.signature().isPresent()) {
            KeyJudge.judgeStatement(
                    certificate.signature().get(),
                    keys,
                    Purpose.PUSHES,
                    now,
                    (code, detail) -> into.add(code, "the push: " + detail));
        } else if (required) {
            into.add(Code.CERTIFICATE_MISSING, "the push is not signed");
        }
        if (push.pusher().isContradictory()) {
            into.add(
                    Code.PUSHER_MISMATCH,
                    "the push is signed by "
                            + push.pusher().signer().orElseThrow().id() + ", but the account belongs to "
                            + push.pusher().holder().orElseThrow().id());
        }
    }

    /** Whether it is signed by a key that counts under the rule. */
    static boolean counts(CertificateFacts certificate, Rule.Keys keys, Instant now) {
        if (certificate.signature().isEmpty()) {
            return false;
        }
        boolean[] counts = {true};
        KeyJudge.judgeStatement(
                certificate.signature().get(), keys, Purpose.PUSHES, now, (code, detail) -> counts[0] = false);
        return counts[0];
    }
}
