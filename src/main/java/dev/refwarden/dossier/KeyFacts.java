package dev.refwarden.dossier;

import dev.refwarden.key.EnrolledKey;
import dev.refwarden.key.People;
import dev.refwarden.key.Person;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known today of a key that signed something.
 *
 * @param state by the people file and by its own word, such as "active"
 */
public record KeyFacts(Person person, EnrolledKey key, String state) {
    /** Absent where no such key is enrolled today. */
    public static Optional<KeyFacts> of(People people, String keyId, Instant now) {
        for (Person person : people.all()) {
            for (EnrolledKey key : person.keys()) {
                if (key.id().value().equals(keyId)) {
                    return Optional.of(new KeyFacts(person, key, KeyState.of(key, now)));
                }
            }
        }
        return Optional.empty();
    }

    /** In one line, such as "active, enrolled 2025-01-10, hardware". */
    public String words() {
        return state + ", enrolled " + key.enrolled().toString().substring(0, 10)
                + (key.hardware() ? ", hardware" : "");
    }
}
