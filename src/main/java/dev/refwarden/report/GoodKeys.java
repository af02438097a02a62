package dev.refwarden.report;

import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.KeyId;
import dev.refwarden.people.Person;
import dev.refwarden.people.Purpose;
import dev.refwarden.people.SigningKey;
import dev.refwarden.policy.Rule;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Which of somebody's keys they may be told to sign with. */
final class GoodKeys {
    private GoodKeys() {}

    /** Those that the rule takes for this purpose and whose life nobody has ended, those of no time limit first. */
    static List<EnrolledKey> of(Person owner, Rule.Keys demands, Purpose purpose, Set<KeyId> not) {
        return owner.keys().stream()
                .filter(key -> key.purposes().contains(purpose)
                        && key.retired().isEmpty()
                        && key.compromised().isEmpty()
                        && !not.contains(key.id()))
                .filter(key -> !demands.hardware() || key.hardware())
                .filter(key -> key.key().signingKeys().stream().anyMatch(signing -> isTaken(signing, demands)))
                .sorted(Comparator.comparing(key -> key.expires().isPresent()))
                .toList();
    }

    private static boolean isTaken(SigningKey key, Rule.Keys demands) {
        return demands.types().contains(key.type())
                && (key.rsaBits() == 0 || key.rsaBits() >= demands.rsaMinBits())
                && (key.type().carriesFlags() || (!demands.touch() && !demands.pin()));
    }
}
