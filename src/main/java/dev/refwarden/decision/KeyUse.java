package dev.refwarden.decision;

import dev.refwarden.format.SignatureCheck;
import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.Purpose;
import dev.refwarden.people.SigningKey;
import dev.refwarden.policy.Rule;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Whether a key is worth signing with, for those who must be told which to take. */
public final class KeyUse {
    private KeyUse() {}

    /**
     * Whether something that the key signs now would count, as far as the key alone decides: its kind, purpose and
     * life, and whether a security owner vouches for its hardware; not what its token says with each signature.
     */
    public static boolean isGood(EnrolledKey key, Rule.Keys demands, Purpose purpose, Instant now) {
        boolean marked = key.hardware() || !demands.hardware();
        return marked
                && key.key().signingKeys().stream()
                        .anyMatch(signing -> isGood(key, signing, demands, purpose, now)
                                && (signing.type().carriesFlags() || (!demands.touch() && !demands.pin())));
    }

    private static boolean isGood(
            EnrolledKey key, SigningKey signing, Rule.Keys demands, Purpose purpose, Instant now) {
        AtomicBoolean good = new AtomicBoolean(true);
        KeyJudge.judgeStatement(
                new SignatureCheck.Valid(key, signing, Optional.empty()),
                demands,
                purpose,
                now,
                (code, detail) -> good.set(false));
        return good.get();
    }
}
