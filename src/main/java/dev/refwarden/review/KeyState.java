package dev.refwarden.review;

import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.SigningKey;
import dev.refwarden.people.SigningKey.Revocation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A key's state by its people file and by its own word, in words; what a rule adds is left out. */
public final class KeyState {
    private static final Duration SOON = Duration.ofDays(30);

    private KeyState() {}

    /**
     * The same, with what rules add for a key that is new.
     *
     * @param longest the longest cool-down that any rule requires
     */
    public static String of(EnrolledKey key, Instant now, Duration longest) {
        String state = of(key, now);
        Instant end = begins(key).plus(longest);
        return state.startsWith("active") && now.isBefore(end)
                ? "cooling down until " + end + " at the longest"
                : state;
    }

    /** The gravest that applies. */
    public static String of(EnrolledKey key, Instant now) {
        if (begun(key.compromised(), now)) {
            return "compromised since " + key.compromised().orElseThrow();
        }
        if (key.key().signingKeys().isEmpty()) {
            return "of no use: none of its keys can sign";
        }
        List<Revocation> revoked = revoked(key, now);
        if (revoked.stream().anyMatch(key::isEndedForEver)) {
            return "compromised: revoked by its owner";
        }
        if (begun(key.retired(), now)) {
            return "retired since " + key.retired().orElseThrow();
        }
        if (begun(key.left(), now)) {
            return "retired since " + key.person() + " left on " + key.left().orElseThrow();
        }
        if (!revoked.isEmpty()) {
            return "retired: revoked by its owner on " + revoked.get(0).at();
        }
        Optional<Instant> expires = expires(key);
        if (begun(expires, now)) {
            return "expired on " + expires.orElseThrow();
        }
        if (now.isBefore(key.enrolled())) {
            return "counts from " + key.enrolled() + " on";
        }
        return expires.filter(end -> end.isBefore(now.plus(SOON)))
                .map(end -> "active, expires on " + end)
                .orElse("active");
    }

    /** The earliest end that the file names or that every key of a certificate has reached. */
    private static Optional<Instant> expires(EnrolledKey key) {
        Optional<Instant> own = Optional.empty();
        for (SigningKey signing : key.key().signingKeys()) {
            if (signing.expires().isEmpty()) {
                own = Optional.empty();
                break;
            }
            own = own.isEmpty() || signing.expires().get().isAfter(own.get()) ? signing.expires() : own;
        }
        if (key.expires().isEmpty() || own.isEmpty()) {
            return key.expires().isPresent() ? key.expires() : own;
        }
        return own.get().isBefore(key.expires().get()) ? own : key.expires();
    }

    /** What revokes the last of a certificate's keys that can still sign; none while there is one. */
    private static List<Revocation> revoked(EnrolledKey key, Instant now) {
        List<Revocation> revoked = new ArrayList<>();
        for (SigningKey signing : key.key().signingKeys()) {
            Optional<Revocation> own = signing.revocation()
                    .filter(revocation -> key.isEndedForEver(revocation) || !now.isBefore(revocation.at()));
            if (own.isEmpty()) {
                return List.of();
            }
            revoked.add(own.get());
        }
        return revoked;
    }

    /** The latest of the times at which it, or one of its subkeys, began to count. */
    private static Instant begins(EnrolledKey key) {
        Instant latest = key.enrolled();
        for (SigningKey signing : key.key().signingKeys()) {
            Instant begins = key.countsFrom(signing.fingerprint());
            latest = begins.isAfter(latest) ? begins : latest;
        }
        return latest;
    }

    private static boolean begun(Optional<Instant> time, Instant now) {
        return time.filter(at -> !now.isBefore(at)).isPresent();
    }
}
