package dev.refwarden.report;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.KeyUse;
import dev.refwarden.format.SignatureFormats;
import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.KeyId;
import dev.refwarden.people.Person;
import dev.refwarden.people.Purpose;
import dev.refwarden.policy.Rule;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Which of someone's keys they may be told to sign with.
 *
 * @param demands of the rule that refused
 * @param now the server's clock
 */
record GoodKeys(Rule.Keys demands, Instant now) {
    /** Those whose signature would count now, those of no time limit first. */
    List<EnrolledKey> of(Person owner, Purpose purpose, Set<KeyId> not) {
        return owner.keys().stream()
                .filter(key -> !not.contains(key.id())
                        && key.retired().isEmpty()
                        && key.compromised().isEmpty()
                        && KeyUse.isGood(key, demands, purpose, now))
                .sorted(Comparator.comparing(key -> key.expires().isPresent()))
                .toList();
    }

    /** The same with those first of the kind that someone signs with, as far as the reasons tell: SSH has no weak digests. */
    static List<EnrolledKey> ofKind(Set<Code> reasons, List<EnrolledKey> keys) {
        return reasons.contains(Code.WEAK_DIGEST)
                ? keys.stream()
                        .sorted(Comparator.comparing(
                                key -> SignatureFormats.of(key.key()).findsSigningKeys()))
                        .toList()
                : keys;
    }

    /** Those of them that are on a token, whose signatures say whether someone touched it. */
    List<EnrolledKey> onTokens(Person owner, Purpose purpose) {
        return of(owner, purpose, Set.of()).stream()
                .filter(key -> key.hardware()
                        && key.key().signingKeys().stream()
                                .anyMatch(signing -> signing.type().carriesFlags()))
                .toList();
    }
}
