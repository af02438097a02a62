package dev.refwarden.key;

import java.time.Instant;
import java.util.Map;
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
 * @param firstSeen when this server first met keys of it that were not there at its installation
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
        Set<Purpose> purposes,
        Map<Fingerprint, Instant> firstSeen) {
    public EnrolledKey {
        purposes = Set.copyOf(purposes);
        firstSeen = Map.copyOf(firstSeen);
        if (purposes.isEmpty()) {
            throw new IllegalArgumentException("a key for nothing");
        }
    }

    /** A key as the people file alone tells it. */
    public EnrolledKey(
            KeyId id,
            PersonId person,
            PublicKey key,
            boolean hardware,
            Instant enrolled,
            Optional<Instant> expires,
            Optional<Instant> retired,
            Optional<Instant> compromised,
            Set<Purpose> purposes) {
        this(id, person, key, hardware, enrolled, expires, retired, compromised, purposes, Map.of());
    }

    /** The same with what the server remembers of its keys. */
    public EnrolledKey seen(Map<Fingerprint, Instant> times) {
        return new EnrolledKey(id, person, key, hardware, enrolled, expires, retired, compromised, purposes, times);
    }

    /**
     * The later of its enrolment and the time at which the server first met it: from then on it cools down.
     * Certificates come and go below an identity, which is what the server met.
     */
    public Instant countsFrom(Fingerprint signing) {
        Fingerprint fingerprint = key instanceof X509Identity identity ? identity.fingerprint() : signing;
        Instant seen = firstSeen.getOrDefault(fingerprint, enrolled);
        return seen.isAfter(enrolled) ? seen : enrolled;
    }
}
