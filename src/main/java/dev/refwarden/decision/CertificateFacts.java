package dev.refwarden.decision;

import dev.refwarden.format.SignatureCheck;
import dev.refwarden.statement.StatementDigest;
import java.util.List;
import java.util.Optional;

/** What the push certificate shows, if there is one. */
public sealed interface CertificateFacts {
    /** There is none. */
    record None() implements CertificateFacts {}

    /**
     * There is one, and it proves nothing about this push.
     *
     * @param troubles why; never empty
     * @param digest of a certificate that an enrolled key signed, which no one may use again
     */
    record Unusable(List<Failure> troubles, Optional<StatementDigest> digest) implements CertificateFacts {
        public Unusable {
            troubles = List.copyOf(troubles);
            if (troubles.isEmpty()) {
                throw new IllegalArgumentException("nothing is wrong with it");
            }
        }
    }

    /**
     * Made for exactly this push and never seen before. Says nothing about whether its key counts under
     * a rule.
     */
    record Signed(SignatureCheck.Valid valid, StatementDigest digest) implements CertificateFacts {}

    /** The signature of a certificate that is usable. */
    default Optional<SignatureCheck.Valid> signature() {
        return this instanceof Signed signed ? Optional.of(signed.valid()) : Optional.empty();
    }

    /** What no one may use again after this push, whatever becomes of it. */
    default Optional<StatementDigest> usedUp() {
        if (this instanceof Signed signed) {
            return Optional.of(signed.digest());
        }
        return this instanceof Unusable unusable ? unusable.digest() : Optional.empty();
    }
}
