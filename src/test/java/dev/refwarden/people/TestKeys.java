package dev.refwarden.people;

import dev.refwarden.format.Keyring;
import dev.refwarden.format.ssh.SshPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Enrols keys as tests need them: all for one person, from 1970 on, for everything. */
public final class TestKeys {
    private TestKeys() {}

    public static Keyring keyring(PublicKey... keys) {
        return keyring(List.of(keys));
    }

    public static Keyring keyring(List<? extends PublicKey> keys) {
        PersonId alice = new PersonId("alice");
        List<EnrolledKey> enrolled = new ArrayList<>();
        for (PublicKey key : keys) {
            enrolled.add(enrolled(new KeyId("key" + enrolled.size()), alice, key));
        }
        Person person = new Person(
                alice,
                "Alice",
                List.of("alice@example.org"),
                List.of("alice"),
                enrolled,
                List.of(),
                Optional.empty(),
                false,
                Optional.empty());
        return new Keyring(new People(List.of(person)));
    }

    /** An SSH key whose line is known to be good. */
    public static SshPublicKey ssh(String line) {
        try {
            return SshPublicKey.parse(line);
        } catch (UnusableKey e) {
            throw new IllegalArgumentException(line, e);
        }
    }

    private static EnrolledKey enrolled(KeyId id, PersonId person, PublicKey key) {
        return new EnrolledKey(
                id,
                person,
                key,
                false,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                EnumSet.allOf(Purpose.class));
    }
}
