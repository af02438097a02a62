package dev.refwarden.signature;

import dev.refwarden.key.EnrolledKey;
import dev.refwarden.key.KeyId;
import dev.refwarden.key.Keyring;
import dev.refwarden.key.OpenPgpCertificate;
import dev.refwarden.key.People;
import dev.refwarden.key.Person;
import dev.refwarden.key.PersonId;
import dev.refwarden.key.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** People p00, p01, … who have enrolled one certificate each. */
final class OpenPgpPeople {
    private OpenPgpPeople() {}

    static Keyring keyring(List<OpenPgpCertificate> certificates) {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < certificates.size(); i++) {
            people.add(person((i < 10 ? "p0" : "p") + i, certificates.get(i)));
        }
        return new Keyring(new People(people));
    }

    static Keyring keyring(OpenPgpCertificate... certificates) {
        return keyring(List.of(certificates));
    }

    private static Person person(String name, OpenPgpCertificate certificate) {
        PersonId id = new PersonId(name);
        EnrolledKey key = new EnrolledKey(
                new KeyId(name + "-key"),
                id,
                certificate,
                false,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(Purpose.values()));
        return new Person(
                id, name, List.of(), List.of(), List.of(key), List.of(), Optional.empty(), false, Optional.empty());
    }
}
