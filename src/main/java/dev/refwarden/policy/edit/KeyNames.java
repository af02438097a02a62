package dev.refwarden.policy.edit;

import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.People;
import dev.refwarden.people.Person;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * By which names the log knows a key: its id, and the full fingerprint of every key that signs under it.
 *
 * @param names of one enrolled key; or of a subkey alone, where that is what was asked for
 */
public record KeyNames(Set<String> names) {
    /** What someone calls a key; fingerprints may come in groups of digits, as gpg prints them. */
    public static KeyNames of(People people, String given) {
        String name = plain(given);
        Optional<EnrolledKey> found = find(people, name);
        if (found.isEmpty()) {
            return new KeyNames(Set.of(name));
        }
        EnrolledKey key = found.get();
        boolean whole =
                key.id().value().equals(name) || key.key().fingerprint().value().equals(name);
        Set<String> names = whole ? fingerprints(key) : new TreeSet<>();
        names.add(whole ? key.id().value() : name);
        return new KeyNames(names);
    }

    /** The enrolled key of this id or full fingerprint, be it a subkey's. */
    public static Optional<EnrolledKey> find(People people, String given) {
        String name = plain(given);
        for (Person person : people.all()) {
            for (EnrolledKey key : person.keys()) {
                if (key.id().value().equals(name) || fingerprints(key).contains(name)) {
                    return Optional.of(key);
                }
            }
        }
        return Optional.empty();
    }

    public boolean contain(String name) {
        return names.contains(name);
    }

    private static Set<String> fingerprints(EnrolledKey key) {
        Set<String> fingerprints = new TreeSet<>();
        key.key().fingerprints().forEach(one -> fingerprints.add(one.value()));
        return fingerprints;
    }

    private static String plain(String given) {
        String joined = given.replace(" ", "").toUpperCase(Locale.ROOT);
        return joined.matches("(0X)?([0-9A-F]{40}|[0-9A-F]{64})") ? joined.replaceFirst("^0X", "") : given;
    }
}
