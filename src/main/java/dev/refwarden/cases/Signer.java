package dev.refwarden.cases;

import java.util.List;

/**
 * Who signed something in a push: a commit, a tag, the push itself, an approval or a waiver.
 *
 * @param person empty where nobody enrolled the key
 * @param key the enrolled key's id, likewise
 * @param fingerprint the key's own, where it is known
 */
public record Signer(String person, String key, String fingerprint) {
    static Signer unpacked(String packed) {
        List<String> parts = List.of(packed.split("\n", 3));
        return new Signer(parts.get(0), parts.get(1), parts.get(2));
    }

    boolean isNobody() {
        return person.isEmpty() && key.isEmpty() && fingerprint.isEmpty();
    }

    /** Whether {@code name} is this person, key or fingerprint. */
    boolean isCalled(String name) {
        return name.equals(person) || name.equals(key) || name.equals(fingerprint);
    }

    /** As one string of the index. */
    String packed() {
        return oneLine(person) + "\n" + oneLine(key) + "\n" + oneLine(fingerprint);
    }

    private static String oneLine(String text) {
        return text.replace('\n', ' ');
    }
}
