package dev.refwarden.decision;

import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.SigningKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When and how a key's life ends, by the people file's word and by the key's own. */
record KeyLife(EnrolledKey enrolled, SigningKey key) {
    /** A life that is over. */
    record Ended(Code code, String detail) {}

    static KeyLife of(EnrolledKey enrolled, SigningKey key) {
        return new KeyLife(enrolled, key);
    }

    /**
     * Compromised before retired before expired: only the gravest is reported.
     *
     * @param time of the first acceptance of what the key signed, else now
     */
    Optional<Ended> endedAt(Instant time, Optional<Duration> maxAge) {
        return compromised(time).or(() -> retired(time)).or(() -> expired(time, maxAge));
    }

    /**
     * Since when what the key signed is not to be believed, {@link Instant#MIN} where that is for ever; absent
     * where what this server first accepted at {@code time} is.
     */
    Optional<Instant> compromisedSince(Instant time) {
        return isRevokedForEver()
                ? Optional.of(Instant.MIN)
                : enrolled.compromised().filter(at -> !time.isBefore(at));
    }

    private Optional<Ended> compromised(Instant time) {
        Optional<Instant> since = enrolled.compromised().filter(at -> !time.isBefore(at));
        if (since.isPresent()) {
            return ended(Code.KEY_COMPROMISED, "is compromised since " + Times.plain(since.get()));
        }
        return isRevokedForEver() ? ended(Code.KEY_COMPROMISED, "was revoked by its " + revoker()) : Optional.empty();
    }

    private boolean isRevokedForEver() {
        return key.revocation().filter(enrolled::isEndedForEver).isPresent();
    }

    private Optional<Ended> retired(Instant time) {
        Optional<Instant> retired = enrolled.retired().filter(at -> !time.isBefore(at));
        if (retired.isPresent()) {
            return ended(Code.KEY_RETIRED, "is retired since " + Times.plain(retired.get()));
        }
        Optional<Instant> left = enrolled.left().filter(at -> !time.isBefore(at));
        if (left.isPresent()) {
            return ended(
                    Code.KEY_RETIRED, "is retired since " + enrolled.person() + " left on " + Times.plain(left.get()));
        }
        return key.revocation()
                .filter(revocation -> !time.isBefore(revocation.at()))
                .flatMap(revocation -> ended(
                        Code.KEY_RETIRED, "was revoked by its " + revoker() + " on " + Times.plain(revocation.at())));
    }

    private Optional<Ended> expired(Instant time, Optional<Duration> maxAge) {
        if (enrolled.expires().filter(end -> !time.isBefore(end)).isPresent()) {
            return ended(
                    Code.KEY_EXPIRED,
                    "expired on " + Times.plain(enrolled.expires().get()));
        }
        Optional<Instant> own = key.expires().filter(end -> !time.isBefore(end));
        if (own.isPresent()) {
            String detail = "the key " + enrolled.id() + key.ending() + " " + Times.plain(own.get());
            return Optional.of(new Ended(Code.KEY_EXPIRED, detail));
        }
        return maxAge.map(age -> enrolled.enrolled().plus(age))
                .filter(end -> !time.isBefore(end))
                .flatMap(end -> ended(Code.KEY_EXPIRED, "exceeds this rule's max-age"));
    }

    private String revoker() {
        return key.type().isVouchedFor() ? "authority" : "owner";
    }

    private Optional<Ended> ended(Code code, String what) {
        return Optional.of(new Ended(code, "the key " + enrolled.id() + " " + what));
    }
}
