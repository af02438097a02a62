package dev.refwarden.review;

import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.Person;
import dev.refwarden.policy.read.Configuration;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * What is known today of a key that signed something.
 *
 * @param state by the people file and by its own word, such as "active"
 */
public record KeyFacts(Person person, EnrolledKey key, String state) {
    /** How long a key counts for nothing after it was enrolled, by the rule that wants longest. */
    public static Duration longestCoolDown(Configuration configuration) {
        return configuration.policy().repositories().stream()
                .flatMap(entry -> entry.rules().stream())
                .map(rule -> rule.keys().coolDown())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** Absent where no such key is enrolled today. */
    public static Optional<KeyFacts> of(Configuration configuration, String keyId, Instant now) {
        Duration longest = longestCoolDown(configuration);
        for (Person person : configuration.policy().people().all()) {
            for (EnrolledKey key : person.keys()) {
                if (key.id().value().equals(keyId)) {
                    return Optional.of(new KeyFacts(person, key, KeyState.of(key, now, longest)));
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
