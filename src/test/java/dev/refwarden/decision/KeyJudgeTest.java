package dev.refwarden.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.format.SignatureCheck;
import dev.refwarden.format.TokenFlags;
import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.Fingerprint;
import dev.refwarden.people.KeyType;
import dev.refwarden.people.Purpose;
import dev.refwarden.people.SigningKey;
import dev.refwarden.policy.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whether a key counts, to the instant. */
class KeyJudgeTest {
    private static final Instant END = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant BEFORE = END.minusNanos(1);
    private static final Optional<Instant> NONE = Optional.empty();

    private final Scene scene = new Scene("commits: {signed-by: [team]}");
    private final SignatureCheck.Valid token = scene.signed("alice-token");
    private final SignatureCheck.Valid laptop = scene.signed("alice-laptop");

    static SignatureCheck.Valid compromised(SignatureCheck.Valid valid, Instant since) {
        return lived(valid, NONE, NONE, Optional.of(since));
    }

    private static SignatureCheck.Valid lived(
            SignatureCheck.Valid valid,
            Optional<Instant> expires,
            Optional<Instant> retired,
            Optional<Instant> compromised) {
        return Scene.with(
                valid,
                key -> new EnrolledKey(
                        key.id(),
                        key.person(),
                        key.key(),
                        key.hardware(),
                        key.enrolled(),
                        expires,
                        retired,
                        compromised,
                        key.purposes()));
    }

    private static List<String> object(
            SignatureCheck.Valid valid, Demanded rule, Instant now, Optional<Instant> accepted) {
        List<String> found = new ArrayList<>();
        KeyJudge.judgeObject(
                valid,
                rule.keys,
                Purpose.COMMITS,
                now,
                accepted,
                (code, detail) -> found.add(detail + " [" + code.word() + "]"));
        return found;
    }

    private static List<String> object(SignatureCheck.Valid valid, String keys, Instant now) {
        return object(valid, new Demanded(keys), now, NONE);
    }

    private static List<String> statement(SignatureCheck.Valid valid, String keys, Purpose purpose, Instant now) {
        List<String> found = new ArrayList<>();
        KeyJudge.judgeStatement(
                valid,
                new Demanded(keys).keys,
                purpose,
                now,
                (code, detail) -> found.add(detail + " [" + code.word() + "]"));
        return found;
    }

    /** Demands on keys as YAML has them. */
    private record Demanded(Rule.Keys keys) {
        Demanded(String keys) {
            this(new Scene("commits: {signed-by: [team]}, keys: {" + keys + "}").rule.keys());
        }
    }

    @Test
    void aGoodKeyCounts() {
        assertThat(object(token, "", Scene.NOW)).isEmpty();
        assertThat(statement(token, "", Purpose.APPROVALS, Scene.NOW)).isEmpty();
    }

    @Test
    void onlyTheKindsThatAreNamedCount() {
        assertThat(object(laptop, "types: [sk-ssh-ed25519]", Scene.NOW))
                .containsExactly("keys of type ssh-ed25519 do not count here [key-type-forbidden]");
        assertThat(statement(laptop, "types: [sk-ssh-ed25519]", Purpose.PUSHES, Scene.NOW))
                .hasSize(1);
        assertThat(object(laptop, "types: [ssh-ed25519]", Scene.NOW)).isEmpty();
    }

    @Test
    void rsaKeysAreMeasured() {
        assertThat(object(Scene.rsa(laptop, 3071), "rsa-min-bits: 3072", Scene.NOW))
                .containsExactly("an RSA key of 3071 bits, and 3072 are the least here [weak-key]");
        assertThat(object(Scene.rsa(laptop, 3072), "rsa-min-bits: 3072", Scene.NOW))
                .isEmpty();
    }

    @Test
    void aKeySignsWhatItIsEnrolledFor() {
        SignatureCheck.Valid tagsOnly = Scene.with(
                laptop,
                key -> new EnrolledKey(
                        key.id(),
                        key.person(),
                        key.key(),
                        false,
                        key.enrolled(),
                        NONE,
                        NONE,
                        NONE,
                        Set.of(Purpose.TAGS)));
        assertThat(object(tagsOnly, "", Scene.NOW))
                .containsExactly("the key alice-laptop is not enrolled for commits [key-purpose-forbidden]");
        assertThat(statement(tagsOnly, "", Purpose.TAGS, Scene.NOW)).isEmpty();
        for (Purpose other : EnumSet.complementOf(EnumSet.of(Purpose.TAGS))) {
            assertThat(statement(tagsOnly, "", other, Scene.NOW)).hasSize(1);
        }
    }

    @Test
    void hardwareIsTheSecurityOwnersWord() {
        assertThat(object(laptop, "hardware: required, touch: required, pin: required", Scene.NOW))
                .containsExactly("the key alice-laptop is not a hardware key [hardware-key-required]");
        assertThat(object(token, "hardware: required", Scene.NOW)).isEmpty();
        assertThat(statement(laptop, "hardware: required, touch: required", Purpose.PUSHES, Scene.NOW))
                .isEmpty();
    }

    @Test
    void touchAndPinAreTheSignaturesOwn() {
        SignatureCheck.Valid untouched = scene.signed("alice-token", Scene.UNTOUCHED);
        SignatureCheck.Valid both = scene.signed("alice-token", Scene.WITH_PIN);
        SignatureCheck.Valid pinAlone = scene.signed("alice-token", new TokenFlags(false, true, 1));
        assertThat(object(untouched, "touch: required, pin: required", Scene.NOW))
                .containsExactly(
                        "signed without a touch of the security key [touch-missing]",
                        "signed without the security key's PIN [pin-missing]");
        assertThat(object(token, "touch: required", Scene.NOW)).isEmpty();
        assertThat(object(token, "pin: required", Scene.NOW)).hasSize(1);
        assertThat(object(both, "touch: required, pin: required", Scene.NOW)).isEmpty();
        assertThat(object(pinAlone, "touch: required", Scene.NOW)).hasSize(1);
        assertThat(object(laptop, "touch: required", Scene.NOW)).hasSize(1);
        assertThat(object(untouched, "", Scene.NOW)).isEmpty();
    }

    @Test
    void expiryRetirementAndCompromiseBeginAtTheirInstant() {
        Optional<Instant> end = Optional.of(END);
        assertThat(object(lived(token, end, NONE, NONE), "", END))
                .containsExactly("the key alice-token expired on 2026-06-01 [key-expired]");
        assertThat(object(lived(token, end, NONE, NONE), "", BEFORE)).isEmpty();
        assertThat(object(lived(token, NONE, end, NONE), "", END))
                .containsExactly("the key alice-token is retired since 2026-06-01 [key-retired]");
        assertThat(object(lived(token, NONE, end, NONE), "", BEFORE)).isEmpty();
        assertThat(object(lived(token, NONE, NONE, end), "", END))
                .containsExactly("the key alice-token is compromised since 2026-06-01 [key-compromised]");
        assertThat(object(lived(token, NONE, NONE, end), "", BEFORE)).isEmpty();
    }

    @Test
    void aKeyIsRetiredFromTheInstantOnWhenItsPersonLeft() {
        SignatureCheck.Valid left = Scene.with(
                token,
                key -> new EnrolledKey(
                        key.id(),
                        key.person(),
                        key.key(),
                        key.hardware(),
                        key.enrolled(),
                        NONE,
                        NONE,
                        NONE,
                        Optional.of(END),
                        key.purposes(),
                        key.firstSeen()));
        assertThat(object(left, "", END))
                .containsExactly("the key alice-token is retired since alice left on 2026-06-01 [key-retired]");
        assertThat(object(left, "", BEFORE)).isEmpty();
    }

    @Test
    void onlyTheGravestIsTold() {
        Optional<Instant> end = Optional.of(END);
        assertThat(object(lived(token, end, end, end), "max-age: 1d", END))
                .singleElement()
                .asString()
                .endsWith("[key-compromised]");
        assertThat(object(lived(token, end, end, NONE), "max-age: 1d", END))
                .singleElement()
                .asString()
                .endsWith("[key-retired]");
        assertThat(object(lived(token, end, NONE, NONE), "cool-down: 365d", END))
                .singleElement()
                .asString()
                .endsWith("[key-expired]");
    }

    @Test
    void theEndOfAKeysLifeIsJudgedWhenTheObjectWasAccepted() {
        SignatureCheck.Valid retired = lived(token, NONE, Optional.of(END), NONE);
        assertThat(object(retired, new Demanded(""), Scene.NOW, Optional.of(BEFORE)))
                .isEmpty();
        assertThat(object(retired, new Demanded(""), BEFORE, Optional.of(END))).hasSize(1);
        SignatureCheck.Valid old = token;
        assertThat(object(old, new Demanded("max-age: 30d"), Scene.NOW, Optional.of(Scene.ENROLLED)))
                .isEmpty();
    }

    @Test
    void maxAgeEndsToTheInstant() {
        Instant end = Scene.ENROLLED.plus(Duration.ofDays(30));
        assertThat(object(token, "max-age: 30d", end))
                .containsExactly("the key alice-token exceeds this rule's max-age [key-expired]");
        assertThat(object(token, "max-age: 30d", end.minusNanos(1))).isEmpty();
    }

    @Test
    void aKeyCountsFromItsEnrolmentOn() {
        assertThat(object(token, "", Scene.ENROLLED)).isEmpty();
        assertThat(object(token, "cool-down: 14d", Scene.ENROLLED.minusSeconds(1)))
                .containsExactly("the key alice-token counts only from 2026-01-01 on [key-not-yet-valid]");
    }

    @Test
    void coolDownIsCountedFromTheFirstMeetingAndEndsToTheInstant() {
        Instant end = Scene.ENROLLED.plus(Duration.ofDays(14));
        assertThat(object(token, "cool-down: 14d", end)).isEmpty();
        assertThat(object(token, "cool-down: 14d", end.minusSeconds(1)))
                .containsExactly("the key alice-token is new and counts from 2026-01-15 on, in about 1 hour"
                        + " [key-cooling-down]");
        assertThat(object(token, "cool-down: 14d", end.minus(Duration.ofHours(47))))
                .singleElement()
                .asString()
                .contains("in about 47 hours");
        assertThat(object(token, "cool-down: 14d", end.minus(Duration.ofDays(2))))
                .singleElement()
                .asString()
                .contains("in about 2 days");
        Instant met = Instant.parse("2026-11-20T10:30:00Z");
        SignatureCheck.Valid late =
                Scene.with(token, key -> key.seen(Map.of(key.key().fingerprint(), met)));
        assertThat(object(late, "cool-down: 14d", Scene.NOW))
                .containsExactly("the key alice-token is new and counts from 2026-12-04T10:30:00Z on, in about 8 days"
                        + " [key-cooling-down]");
        assertThat(statement(late, "cool-down: 14d", Purpose.APPROVALS, Scene.NOW))
                .hasSize(1);
    }

    @Test
    void coolDownIsJudgedNowWhateverWasAccepted() {
        assertThat(object(token, new Demanded("cool-down: 14d"), Scene.ENROLLED, Optional.of(Scene.NOW)))
                .hasSize(1);
    }

    @Test
    void aCertificatesOwnLifeCountsAsWell() {
        Instant from = Instant.parse("2026-11-25T12:00:01Z");
        SigningKey own = new SigningKey(
                new Fingerprint("x"),
                KeyType.X509,
                "ed25519",
                0,
                Optional.of(from),
                Optional.of(END),
                ": its certificate ended on",
                Optional.empty());
        SignatureCheck.Valid valid = new SignatureCheck.Valid(token.enrolled(), own, Optional.empty());
        assertThat(object(valid, "", END))
                .containsExactly("the key alice-token: its certificate ended on 2026-06-01 [key-expired]");
        assertThat(object(valid, "", BEFORE))
                .containsExactly("the key alice-token: its certificate is valid only from 2026-11-25T12:00:01Z on"
                        + " [key-not-yet-valid]");
    }

    @Test
    void itsAuthorityRevokesACertificateAndItsOwnerAKey() {
        assertThat(revoked(KeyType.X509, SigningKey.Revocation.Kind.SOFT))
                .containsExactly("the key alice-token was revoked by its authority on 2026-06-01 [key-retired]");
        assertThat(revoked(KeyType.OPENPGP, SigningKey.Revocation.Kind.SOFT))
                .containsExactly("the key alice-token was revoked by its owner on 2026-06-01 [key-retired]");
        assertThat(revoked(KeyType.OPENPGP, SigningKey.Revocation.Kind.COMPROMISED))
                .containsExactly("the key alice-token was revoked by its owner [key-compromised]");
    }

    private List<String> revoked(KeyType type, SigningKey.Revocation.Kind kind) {
        SigningKey own = new SigningKey(
                new Fingerprint("x"), type, "ed25519", 0, NONE, Optional.of(new SigningKey.Revocation(kind, END)));
        return object(new SignatureCheck.Valid(token.enrolled(), own, Optional.empty()), "", END);
    }
}
