package dev.refwarden.key;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A public key as the security owner enrolled it for a person.
 *
 * @param hardware whether the security owner vouches that the private key cannot leave its token
 * @param enrolled from when it counts
 * @param expires until when, exclusive, beside what the key itself says
 * @param retired from when it is no longer used, without suspicion
 * @param compromised from when nothing by it is to be believed
 * @param purposes what it may sign; never empty
 */
public record EnrolledKey(
        KeyId id,
        PersonId person,
        PublicKey key,
        boolean hardware,
        Instant enrolled,
        Optional<Instant> expires,
        Optional<Instant> retired,
        Optional<Instant> compromised,
        Set<Purpose> purposes) {
    public EnrolledKey {
        purposes = Set.copyOf(purposes);
        if (purposes.isEmpty()) {
            throw new IllegalArgumentException("a key for nothing");
        }
    }
}
