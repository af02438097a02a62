package dev.refwarden.decision;

import dev.refwarden.format.Defect;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.git.ObjectId;
import dev.refwarden.people.Purpose;
import dev.refwarden.policy.Rule;
import java.time.Instant;
import java.util.Optional;

/** Whether a signature counts: it is good, and its key is one that the rule accepts now. */
final class SignatureJudge {
    private SignatureJudge() {}

    /**
     * What bears a signature.
     *
     * @param purpose for which its key must be enrolled
     * @param accepted when the object was first accepted here, if it was
     */
    record Signed(ObjectId object, Purpose purpose, Optional<Instant> accepted) {}

    /** The signature if it is good, so that its signer can be judged as well; findings go to {@code into}. */
    static Optional<SignatureCheck.Valid> judge(
            SignatureCheck check, Signed signed, Rule.Keys demands, Instant now, Findings.OfRule into) {
        ObjectId object = signed.object();
        if (check instanceof SignatureCheck.Valid valid) {
            KeyJudge.judgeObject(
                    valid,
                    demands,
                    signed.purpose(),
                    now,
                    signed.accepted(),
                    (code, detail) -> into.add(code, object, detail));
            return Optional.of(valid);
        }
        if (check instanceof SignatureCheck.UnknownKey) {
            into.add(Code.UNKNOWN_KEY, object, "no such key is enrolled");
        } else if (check instanceof SignatureCheck.Unusable unusable) {
            into.add(code(unusable.defect()), object, unusable.detail());
        } else {
            into.add(Code.UNSIGNED, object, "not signed");
        }
        return Optional.empty();
    }

    private static Code code(Defect defect) {
        return switch (defect) {
            case BAD_SIGNATURE -> Code.BAD_SIGNATURE;
            case MALFORMED -> Code.MALFORMED_SIGNATURE;
            case WEAK_DIGEST -> Code.WEAK_DIGEST;
            case WEAK_KEY -> Code.WEAK_KEY;
            case NOT_A_SIGNING_KEY -> Code.KEY_PURPOSE_FORBIDDEN;
            case UNSUPPORTED -> Code.KEY_TYPE_FORBIDDEN;
            case UNTRUSTED_ISSUER -> Code.UNTRUSTED_ISSUER;
            case NOT_VALID_THEN -> Code.KEY_EXPIRED;
        };
    }
}
