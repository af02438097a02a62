package dev.refwarden.policy;

import dev.refwarden.key.EnrolledKey;
import dev.refwarden.key.KeyId;
import dev.refwarden.key.Person;
import dev.refwarden.key.PersonId;
import dev.refwarden.key.Purpose;
import dev.refwarden.key.SshPublicKey;
import dev.refwarden.key.UnusableKey;
import dev.refwarden.policy.CacheIn.Damaged;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A person with SSH keys alone, as bytes and back. Certificates are not written: they are the files that they stand in.
 */
final class PersonCodec {
    private static final List<Purpose> PURPOSES = List.of(Purpose.values());

    private PersonCodec() {}

    /** Whether nothing but this person's own file and lines with SSH keys tells all about them. */
    static boolean isPlain(Person person) {
        return person.oneTimeCode().isEmpty()
                && person.keys().stream().allMatch(key -> key.key() instanceof SshPublicKey);
    }

    static void write(Person person, CacheOut out) {
        out.text(person.id().value());
        out.text(person.name());
        out.texts(person.emails());
        out.texts(person.accounts());
        out.list(person.identities(), identity -> {
            out.text(identity.issuer());
            out.text(identity.subject());
        });
        out.flag(person.robot());
        out.optional(person.left(), out::moment);
        out.list(person.keys(), key -> write(key, out));
    }

    static Person read(CacheIn in) throws Damaged {
        PersonId id = new PersonId(in.text());
        String name = in.text();
        List<String> emails = in.texts();
        List<String> accounts = in.texts();
        List<Person.Identity> identities = in.list(() -> new Person.Identity(in.text(), in.text()));
        boolean robot = in.flag();
        Optional<Instant> left = in.optional(in::moment);
        List<EnrolledKey> keys = in.list(() -> readKey(id, in));
        return new Person(id, name, emails, accounts, keys, identities, Optional.empty(), robot, left);
    }

    private static void write(EnrolledKey key, CacheOut out) {
        out.text(key.id().value());
        out.bytes(((SshPublicKey) key.key()).blob());
        out.flag(key.hardware());
        out.moment(key.enrolled());
        out.optional(key.expires(), out::moment);
        out.optional(key.retired(), out::moment);
        out.optional(key.compromised(), out::moment);
        out.some(key.purposes(), PURPOSES);
    }

    private static EnrolledKey readKey(PersonId person, CacheIn in) throws Damaged {
        KeyId id = new KeyId(in.text());
        SshPublicKey key = readBlob(in);
        boolean hardware = in.flag();
        Instant enrolled = in.moment();
        Optional<Instant> expires = in.optional(in::moment);
        Optional<Instant> retired = in.optional(in::moment);
        Optional<Instant> compromised = in.optional(in::moment);
        return new EnrolledKey(id, person, key, hardware, enrolled, expires, retired, compromised, readPurposes(in));
    }

    private static SshPublicKey readBlob(CacheIn in) throws Damaged {
        try {
            return SshPublicKey.ofBlob(in.bytes());
        } catch (UnusableKey e) {
            throw new Damaged("no SSH key");
        }
    }

    private static Set<Purpose> readPurposes(CacheIn in) throws Damaged {
        List<Purpose> purposes = in.some(PURPOSES);
        if (purposes.isEmpty()) {
            throw new Damaged("a key for nothing");
        }
        return purposes.size() == PURPOSES.size() ? KeyReader.EVERYTHING : EnumSet.copyOf(purposes);
    }
}
