package dev.refwarden.people;

import dev.refwarden.people.SigningKey.Revocation;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A public key as the security owner enrolled it for a person.
 *
 * @param hardware whether the security owner vouches that the private key cannot leave its token
 * @param enrolled from when it counts
 * @param expires until when, exclusive, besides what the key itself says
 * @param retired from when it is no longer used, without suspicion
 * @param compromised from when nothing by it is to be believed
 * @param left from when its person is gone, and it is as good as retired
 * @param purposes what it may sign; never empty
 * @param firstSeen when this server first saw keys of it that were not there at its installation
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
        Optional<Instant> left,
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
        this(id, person, key, hardware, enrolled, expires, retired, compromised, Optional.empty(), purposes, Map.of());
    }

    /** The same, ended for good when its person leaves. */
    EnrolledKey leaving(Optional<Instant> at) {
        return new EnrolledKey(
                id, person, key, hardware, enrolled, expires, retired, compromised, at, purposes, firstSeen);
    }

    /** The same with what the server remembers of its keys. */
    public EnrolledKey seen(Map<Fingerprint, Instant> times) {
        return new EnrolledKey(
                id, person, key, hardware, enrolled, expires, retired, compromised, left, purposes, times);
    }

    /**
     * Whether a revocation by the key's own certificate speaks against everything that it ever signed. One
     * without a reason does until the people file itself says when the key ended.
     */
    public boolean isEndedForEver(Revocation revocation) {
        return switch (revocation.kind()) {
            case COMPROMISED -> true;
            case UNSPECIFIED -> retired.isEmpty() && compromised.isEmpty();
            case SOFT -> false;
        };
    }

    /** Whether whoever holds a private key of the one may hold it for the other as well: it is enrolled for both. */
    public boolean sharesAKeyWith(EnrolledKey other) {
        return id.equals(other.id) || key.points().stream().anyMatch(other.key.points()::contains);
    }

    /** The later of its enrolment and the time at which the server first saw it: from then on it cools down. */
    public Instant countsFrom(Fingerprint signing) {
        Instant seen = firstSeen.getOrDefault(key.metAs(signing), enrolled);
        return seen.isAfter(enrolled) ? seen : enrolled;
    }
}
