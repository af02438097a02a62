package dev.refwarden.dossier;

import dev.refwarden.key.EnrolledKey;
import dev.refwarden.key.SigningKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A key's state by its people file and by its own word, in words; what a rule adds is left out. */
public final class KeyState {
    private static final Duration SOON = Duration.ofDays(30);

    private KeyState() {}

    /**
     * The same, with what rules add for a key that is new.
     *
     * @param longest the longest cool-down that any rule wants
     */
    public static String of(EnrolledKey key, Instant now, Duration longest) {
        String state = of(key, now);
        Instant end = key.enrolled().plus(longest);
        return state.startsWith("active") && now.isBefore(end)
                ? "cooling down until " + end + " at the longest"
                : state;
    }

    /** The gravest that applies. */
    public static String of(EnrolledKey key, Instant now) {
        if (begun(key.compromised(), now)) {
            return "compromised since " + key.compromised().orElseThrow();
        }
        if (begun(key.retired(), now)) {
            return "retired since " + key.retired().orElseThrow();
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

    private static boolean begun(Optional<Instant> time, Instant now) {
        return time.filter(at -> !now.isBefore(at)).isPresent();
    }
}
