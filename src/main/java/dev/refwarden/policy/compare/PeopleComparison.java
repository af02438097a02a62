package dev.refwarden.policy.compare;

import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.KeyId;
import dev.refwarden.people.People;
import dev.refwarden.people.Person;
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
                gone(person);
            }
        }
        for (Person person : after.all()) {
            if (before.person(person.id()).isEmpty()) {
                on(person.id().value()).weaker("is new, with " + keys(person));
            }
        }
    }

    private void gone(Person person) {
        on(person.id().value()).stronger("is gone, with " + keys(person));
        person.keys().stream()
                .filter(key -> key.compromised().isPresent())
                .forEach(key -> new KeyComparison(on("key " + key.id() + " of " + person.id())).gone(key));
    }

    private static String keys(Person person) {
        int count = person.keys().size();
        return count == 0 ? "no key" : count + (count == 1 ? " key" : " keys");
    }

    private void compare(Person before, Person after) {
        Changes into = on(before.id().value());
        into.differs(before.name(), after.name(), "is called " + after.name());
        if (before.robot() != after.robot()) {
            into.weaker(
                    after.robot()
                            ? "is a robot now, of which rules may demand less"
                            : "is a human now, who may approve");
        }
        into.admitted(before.accounts(), after.accounts(), "owns the account");
        into.admitted(before.emails(), after.emails(), "owns the address");
        into.admitted(identities(before), identities(after), "owns the identity");
        into.leave(before.oneTimeCode().isPresent(), after.oneTimeCode().isPresent(), "has one-time codes");
        if (before.oneTimeCode().isPresent() && after.oneTimeCode().isPresent()) {
            into.trusted(before.oneTimeCode(), after.oneTimeCode(), "has one-time codes from another secret");
        }
        KeyComparison.ends("leaves", before.left(), after.left(), into);
        Map<KeyId, EnrolledKey> old = byId(before);
        Map<KeyId, EnrolledKey> fresh = byId(after);
        old.forEach((id, key) -> {
            EnrolledKey now = fresh.get(id);
            Changes ofKey = on("key " + id + " of " + before.id());
            if (now == null) {
                new KeyComparison(ofKey).gone(key);
            } else {
                new KeyComparison(ofKey).compare(key, now);
            }
        });
        fresh.forEach((id, key) -> {
            if (!old.containsKey(id)) {
                on("key " + id + " of " + before.id()).weaker("is new");
            }
        });
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
