package dev.refwarden.comparison;

import dev.refwarden.key.EnrolledKey;
import dev.refwarden.key.KeyId;
import dev.refwarden.key.People;
import dev.refwarden.key.Person;
import dev.refwarden.key.Purpose;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares people and the lives of their keys. */
final class PeopleComparison {
    private final List<Change> changes;

    PeopleComparison(List<Change> changes) {
        this.changes = changes;
    }

    void compare(People before, People after) {
        for (Person person : before.all()) {
            Optional<Person> now = after.person(person.id());
            if (now.isPresent()) {
                compare(person, now.get());
            } else {
                on(person.id().value()).stronger("is gone, with " + keys(person));
            }
        }
        for (Person person : after.all()) {
            if (before.person(person.id()).isEmpty()) {
                on(person.id().value()).weaker("is new, with " + keys(person));
            }
        }
    }

    private static String keys(Person person) {
        int count = person.keys().size();
        return count == 0 ? "no key" : count + (count == 1 ? " key" : " keys");
    }

    private void compare(Person before, Person after) {
        Changes into = on(before.id().value());
        into.leave(before.robot(), after.robot(), "is a robot, for which rules may demand less");
        into.admitted(before.accounts(), after.accounts(), "owns the account");
        into.admitted(before.emails(), after.emails(), "owns the address");
        into.admitted(identities(before), identities(after), "owns the identity");
        into.leave(before.oneTimeCode().isPresent(), after.oneTimeCode().isPresent(), "has one-time codes");
        ends("has left", before.left(), after.left(), into);
        Map<KeyId, EnrolledKey> old = byId(before);
        Map<KeyId, EnrolledKey> fresh = byId(after);
        old.forEach((id, key) -> {
            EnrolledKey now = fresh.get(id);
            Changes ofKey = on("key " + id + " of " + before.id());
            if (now == null) {
                ofKey.stronger("is gone; what it signed is by an unknown key now");
            } else {
                compare(key, now, ofKey);
            }
        });
        fresh.forEach((id, key) -> {
            if (!old.containsKey(id)) {
                on("key " + id + " of " + before.id()).weaker("is new");
            }
        });
    }

    private static void compare(EnrolledKey before, EnrolledKey after, Changes into) {
        if (!before.key().fingerprint().equals(after.key().fingerprint())) {
            into.weaker("is another key now, " + after.key().fingerprint());
        }
        into.leave(before.hardware(), after.hardware(), "counts as a hardware key");
        into.admitted(purposes(before), purposes(after), "may sign");
        if (after.enrolled().isBefore(before.enrolled())) {
            into.weaker("is enrolled earlier, from " + after.enrolled());
        } else if (after.enrolled().isAfter(before.enrolled())) {
            into.stronger("is enrolled later, from " + after.enrolled());
        }
        ends("expires", before.expires(), after.expires(), into);
        ends("is retired", before.retired(), after.retired(), into);
        ends("is compromised", before.compromised(), after.compromised(), into);
    }

    private static void ends(String what, Optional<Instant> before, Optional<Instant> after, Changes into) {
        Instant was = before.orElse(Instant.MAX);
        Instant is = after.orElse(Instant.MAX);
        if (is.isAfter(was)) {
            into.weaker(after.isEmpty() ? what + " no more" : what + " later, from " + is + " on");
        } else if (is.isBefore(was)) {
            into.stronger(what + " from " + is + " on");
        }
    }

    private static Collection<String> purposes(EnrolledKey key) {
        return key.purposes().stream().map(Purpose::yamlName).sorted().toList();
    }

    private static Collection<String> identities(Person person) {
        return person.identities().stream()
                .map(identity -> identity.subject() + " of " + identity.issuer())
                .toList();
    }

    private static Map<KeyId, EnrolledKey> byId(Person person) {
        Map<KeyId, EnrolledKey> keys = new LinkedHashMap<>();
        person.keys().forEach(key -> keys.put(key.id(), key));
        return keys;
    }

    private Changes on(String subject) {
        return new Changes(subject, changes);
    }
}
