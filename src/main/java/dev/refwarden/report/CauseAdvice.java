package dev.refwarden.report;

import dev.refwarden.decision.Code;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What lies in the set-up rather than in what was pushed: doing the same again would come to the same. */
final class CauseAdvice {
    /**
     * What a finding says, and what is to be done about that.
     *
     * @param sign words of its detail
     */
    private record Cause(String sign, String words) {}

    private static final Map<Code, List<Cause>> CAUSES = Map.of(
            Code.MALFORMED_SIGNATURE,
            List.of(new Cause(
                    "does not hold its signer's certificate",
                    "have your certificate put into signatures first (\"include-certs -2\" in gpgsm.conf)")),
            Code.UNTRUSTED_ISSUER,
            List.of(new Cause(
                    "is not an authority here",
                    "if that issuer is certified by one that is, have the chain put into signatures first (\"include-certs -2\""
                            + " in gpgsm.conf)")),
            Code.KEY_EXPIRED,
            List.of(new Cause(
                    "as last exported to the policy",
                    "if you have prolonged it since, give a security owner its new export (gpg --armor --export KEY)")),
            Code.WEAK_DIGEST,
            List.of(new Cause(
                    "its certificate is signed over",
                    "ask your authority for a certificate that is signed over SHA-256")));

    private CauseAdvice() {}

    /** @param detail of a finding with that code */
    static Optional<String> on(Code code, String detail) {
        return CAUSES.getOrDefault(code, List.of()).stream()
                .filter(cause -> detail.contains(cause.sign()))
                .map(Cause::words)
                .findFirst();
    }
}
