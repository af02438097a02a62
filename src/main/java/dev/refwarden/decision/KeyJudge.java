package dev.refwarden.decision;

import dev.refwarden.format.SignatureCheck;
import dev.refwarden.format.TokenFlags;
import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.Purpose;
import dev.refwarden.people.SigningKey;
import dev.refwarden.policy.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether the key of a good signature is one that a rule accepts for this purpose at this time. */
final class KeyJudge {
    private final EnrolledKey enrolled;
    private final SigningKey key;
    private final Optional<TokenFlags> flags;
    private final Optional<Instant> ends;
    private final Rule.Keys demands;
    private final Reasons into;

    /** Takes what is wrong with a key. */
    @FunctionalInterface
    interface Reasons {
        void add(Code code, String detail);
    }

    private KeyJudge(SignatureCheck.Valid valid, Rule.Keys demands, Reasons into) {
        this.enrolled = valid.enrolled();
        this.key = valid.key();
        this.flags = valid.flags();
        this.ends = valid.ends();
        this.demands = demands;
        this.into = into;
    }

    /**
     * Judges the key of a commit or a tag, what its token said included.
     *
     * @param accepted when the object was first accepted, if it was: the end of its key's life is judged then
     */
    static void judgeObject(
            SignatureCheck.Valid valid,
            Rule.Keys demands,
            Purpose purpose,
            Instant now,
            Optional<Instant> accepted,
            Reasons into) {
        KeyJudge judge = new KeyJudge(valid, demands, into);
        judge.judgeKind(purpose);
        judge.judgeToken();
        judge.judgeLife(accepted.orElse(now), now);
    }

    /** Judges the key of a certificate, an approval or a waiver, whose tokens are looked at elsewhere. */
    static void judgeStatement(
            SignatureCheck.Valid valid, Rule.Keys demands, Purpose purpose, Instant now, Reasons into) {
        KeyJudge judge = new KeyJudge(valid, demands, into);
        judge.judgeKind(purpose);
        judge.judgeLife(now, now);
    }

    private void judgeKind(Purpose purpose) {
        if (!demands.types().contains(key.type())) {
            into.add(Code.KEY_TYPE_FORBIDDEN, "keys of type " + key.type().yamlName() + " do not count here");
        }
        if (key.rsaBits() > 0 && key.rsaBits() < demands.rsaMinBits()) {
            into.add(
                    Code.WEAK_KEY,
                    "an RSA key of " + key.rsaBits() + " bits, and " + demands.rsaMinBits() + " are the least here");
        }
        if (!enrolled.purposes().contains(purpose)) {
            into.add(
                    Code.KEY_PURPOSE_FORBIDDEN,
                    "the key " + enrolled.id() + " is not enrolled for " + purpose.yamlName());
        }
    }

    private void judgeToken() {
        if (demands.hardware() && !enrolled.hardware()) {
            into.add(Code.HARDWARE_KEY_REQUIRED, "the key " + enrolled.id() + " is not a hardware key");
            return;
        }
        if (demands.touch() && flags.filter(TokenFlags::touched).isEmpty()) {
            into.add(Code.TOUCH_MISSING, "signed without a touch of the security key");
        }
        if (demands.pin() && flags.filter(TokenFlags::pinEntered).isEmpty()) {
            into.add(Code.PIN_MISSING, "signed without the security key's PIN");
        }
    }

    /** Reports the first that applies, the gravest first. */
    private void judgeLife(Instant accepted, Instant now) {
        if (ends.filter(end -> !accepted.isBefore(end)).isPresent()) {
            into.add(
                    Code.BAD_SIGNATURE,
                    "the signature is bad: by its own word it expired on " + Times.plain(ends.get()));
        }
        Optional<KeyLife.Ended> ended = KeyLife.of(enrolled, key).endedAt(accepted, demands.maxAge());
        Instant coolDownEnds = enrolled.countsFrom(key.fingerprint()).plus(demands.coolDown());
        if (ended.isPresent()) {
            into.add(ended.get().code(), ended.get().detail());
        } else if (now.isBefore(enrolled.enrolled())) {
            into.add(
                    Code.KEY_NOT_YET_VALID,
                    "the key " + enrolled.id() + " counts only from " + Times.plain(enrolled.enrolled()) + " on");
        } else if (key.from().filter(now::isBefore).isPresent()) {
            into.add(
                    Code.KEY_NOT_YET_VALID,
                    "the key " + enrolled.id() + ": its certificate is valid only from "
                            + Times.plain(key.from().get()) + " on");
        } else if (now.isBefore(coolDownEnds)) {
            into.add(Code.KEY_COOLING_DOWN, coolingDown(coolDownEnds, now));
        }
    }

    private String coolingDown(Instant end, Instant now) {
        Duration left = Duration.between(now, end);
        long hours = Math.max(1, left.toHours());
        String much = left.toDays() > 1 ? left.toDays() + " days" : hours + (hours == 1 ? " hour" : " hours");
        return "the key " + enrolled.id() + " is new and counts from " + Times.plain(end) + " on, in about " + much;
    }
}
