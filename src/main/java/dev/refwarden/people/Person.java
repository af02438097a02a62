package dev.refwarden.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A human or a robot who may sign, push or approve.
 *
 * @param emails addresses in ASCII lower case; no other person has any of them
 * @param accounts how the Git server names this person; no other person has any of them
 * @param identities whom identity tokens may name
 * @param oneTimeCode where the secret for one-time codes lies, relative to the configuration
 * @param left from when all keys count as retired, which each of {@code keys} is told, and from when the person
 *     pushes nothing and satisfies no factor
 */
public record Person(
        PersonId id,
        String name,
        List<String> emails,
        List<String> accounts,
        List<EnrolledKey> keys,
        List<Identity> identities,
        Optional<String> oneTimeCode,
        boolean robot,
        Optional<Instant> left) {
    public Person {
        emails = List.copyOf(emails);
        accounts = List.copyOf(accounts);
        keys = allStay(keys, left)
                ? List.copyOf(keys)
                : keys.stream().map(key -> key.leaving(left)).toList();
        identities = List.copyOf(identities);
    }

    private static boolean allStay(List<EnrolledKey> keys, Optional<Instant> left) {
        for (EnrolledKey key : keys) {
            if (!key.left().equals(left)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the person is gone by then. */
    public boolean hasLeft(Instant now) {
        return left.filter(at -> !now.isBefore(at)).isPresent();
    }

    /** The same person with these keys. */
    public Person withKeys(List<EnrolledKey> other) {
        return new Person(id, name, emails, accounts, other, identities, oneTimeCode, robot, left);
    }

    /** Whom an identity provider names: compared exactly. */
    public record Identity(String issuer, String subject) {}
}
