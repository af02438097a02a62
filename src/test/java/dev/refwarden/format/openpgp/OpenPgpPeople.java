package dev.refwarden.format.openpgp;

import dev.refwarden.format.Keyring;
import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.KeyId;
import dev.refwarden.people.People;
import dev.refwarden.people.Person;
import dev.refwarden.people.PersonId;
import dev.refwarden.people.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** People p00, p01, … who have enrolled one certificate each. */
public final class OpenPgpPeople {
    private OpenPgpPeople() {}

    public static Keyring keyring(List<OpenPgpCertificate> certificates) {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < certificates.size(); i++) {
            people.add(person((i < 10 ? "p0" : "p") + i, certificates.get(i)));
        }
        return new Keyring(new People(people));
    }

    public static Keyring keyring(OpenPgpCertificate... certificates) {
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
