package dev.refwarden.evidence;

import dev.refwarden.format.SignatureCheck;
import dev.refwarden.git.ObjectId;
import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.People;
import dev.refwarden.people.Person;
import dev.refwarden.people.SigningKey;
import dev.refwarden.policy.Rule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the lives of keys ask of history: when commits were first accepted, and since when keys are
 * compromised.
 */
public final class KeyTimes {
    private final FirstAcceptance record;
    private final Set<Instant> compromises = new TreeSet<>();
    private final Instant now;

    /** When a commit was first accepted here. */
    @FunctionalInterface
    public interface FirstAcceptance {
        Optional<Instant> of(ObjectId commit) throws IOException;
    }

    /** @param revoked whether some key calls itself compromised, and so from the beginning of time */
    public KeyTimes(FirstAcceptance record, People people, boolean revoked, Instant now) {
        this.record = record;
        this.now = now;
        for (Person person : people.all()) {
            for (EnrolledKey key : person.keys()) {
                key.compromised().filter(at -> !now.isBefore(at)).ifPresent(compromises::add);
            }
        }
        if (revoked) {
            compromises.add(Instant.MIN);
        }
    }

    Instant now() {
        return now;
    }

    /** Each time since when some key is compromised. */
    Set<Instant> compromises() {
        return compromises;
    }

    /** When the commit was first accepted, asked only where its key's life may have ended since. */
    Optional<Instant> firstAccepted(ObjectId commit, SignatureCheck check, Rule rule) {
        if (!(check instanceof SignatureCheck.Valid valid) || !mayHaveEnded(valid, rule)) {
            return Optional.empty();
        }
        try {
            return record.of(commit);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean mayHaveEnded(SignatureCheck.Valid valid, Rule rule) {
        EnrolledKey enrolled = valid.enrolled();
        SigningKey key = valid.key();
        return enrolled.expires().isPresent()
                || enrolled.retired().isPresent()
                || enrolled.left().isPresent()
                || enrolled.compromised().isPresent()
                || key.expires().isPresent()
                || key.revocation().isPresent()
                || rule.keys().maxAge().isPresent();
    }
}
