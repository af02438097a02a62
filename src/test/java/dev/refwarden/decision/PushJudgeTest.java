package dev.refwarden.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.people.PersonId;
import dev.refwarden.policy.Rule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who pushes, by which certificate, with which second factor. */
class PushJudgeTest {
    private static Scene scene(String push) {
        return new Scene("push: {" + push + "}");
    }

    @Test
    void anybodyPushesWhereNobodyIsNamed() {
        Scene scene = scene("");
        scene.pusher = Pusher.UNKNOWN;
        assertThat(scene.said()).isEmpty();
    }

    @Test
    void onlyThoseWhoAreNamedPush() {
        assertThat(scene("by: [team]").said()).isEmpty();
        assertThat(scene("by: [team]").pushedBy("dora").said())
                .containsExactly("dora may not push here; team may [pusher-not-allowed]");
        assertThat(scene("by: [team]").pushedBy("root").said())
                .containsExactly("the account root belongs to nobody in the people files [pusher-unknown]");
        Scene unknown = scene("by: [team]");
        unknown.pusher = Pusher.UNKNOWN;
        assertThat(unknown.said()).containsExactly("the server does not say who is pushing [pusher-unknown]");
    }

    @Test
    void theCertificateSaysWhoPushesAndMustNotContradictTheAccount() {
        assertThat(scene("by: [bob]").certified("bob-token", Scene.TOUCHED).said())
                .containsExactly("the push is signed by bob, but the account belongs to alice [pusher-mismatch]");
        assertThat(scene("by: [bob]")
                        .pushedBy("bob")
                        .certified("bob-token", Scene.TOUCHED)
                        .said())
                .isEmpty();
        Scene noAccount = scene("by: [bob]");
        noAccount.pusher = Pusher.UNKNOWN;
        assertThat(noAccount.certified("bob-token", Scene.TOUCHED).said()).isEmpty();
        assertThat(scene("").certified("bob-token", Scene.TOUCHED).said()).isEmpty();
    }

    @Test
    void aCertificateMayBeDemanded() {
        assertThat(scene("certificate: required").said())
                .containsExactly("the push is not signed [certificate-missing]");
        assertThat(scene("certificate: required")
                        .certified("alice-laptop", Scene.TOUCHED)
                        .said())
                .isEmpty();
        assertThat(scene("by: [alice]").said()).isEmpty();
    }

    @Test
    void oneThatProvesNothingIsTold() {
        for (String push : List.of("certificate: required", "by: [alice]", "second-factor: [hardware-touch]")) {
            Scene scene = scene(push);
            scene.certificate = new CertificateFacts.Unusable(
                    List.of(
                            new Failure(Code.CERTIFICATE_STALE, "too old"),
                            new Failure(Code.CERTIFICATE_INVALID, "bad")),
                    Optional.empty());
            assertThat(scene.said()).containsExactly("too old [certificate-stale]", "bad [certificate-invalid]");
        }
        Scene indifferent = scene("");
        indifferent.certificate = new CertificateFacts.Unusable(
                List.of(new Failure(Code.CERTIFICATE_STALE, "too old")), Optional.empty());
        assertThat(indifferent.said()).isEmpty();
    }

    @Test
    void itsKeyCountsUnderTheRule() {
        Scene scene = new Scene("push: {certificate: required}, keys: {types: [sk-ssh-ed25519]}");
        assertThat(scene.certified("alice-laptop", Scene.TOUCHED).said())
                .containsExactly("the push: keys of type ssh-ed25519 do not count here [key-type-forbidden]");
        Scene retired = scene("certificate: required");
        retired.certified(KeyJudgeTest.compromised(retired.signed("alice-token"), Instant.EPOCH.plusSeconds(1)));
        assertThat(retired.codes()).containsExactly(Code.KEY_COMPROMISED);
    }

    @Test
    void whatIsUsedUpIsTheCertificateThatAnEnrolledKeySigned() {
        Scene scene = scene("").certified("alice-token", Scene.TOUCHED);
        assertThat(scene.certificate.usedUp()).contains(Scene.digest("certificate"));
        assertThat(new CertificateFacts.None().usedUp()).isEmpty();
        List<Failure> troubles = List.of(new Failure(Code.CERTIFICATE_STALE, "too old"));
        assertThat(new CertificateFacts.Unusable(troubles, Optional.of(Scene.digest("x"))).usedUp())
                .contains(Scene.digest("x"));
    }

    @Test
    void aTouchIsAHardwareKeysOwnWord() {
        String touch = "second-factor: [hardware-touch]";
        assertThat(scene(touch).certified("alice-token", Scene.TOUCHED).said()).isEmpty();
        assertThat(scene(touch).certified("alice-token", Scene.WITH_PIN).said()).isEmpty();
        assertThat(scene(touch).certified("alice-token", Scene.UNTOUCHED).said())
                .containsExactly("the push is signed without a touch of the security key [touch-missing]");
        assertThat(scene(touch).certified("alice-laptop", Scene.TOUCHED).said())
                .containsExactly(
                        "the push is signed by alice-laptop, which is not a hardware key (required: hardware-touch)"
                                + " [second-factor-missing]");
        assertThat(scene(touch).said())
                .containsExactly(
                        "nothing shows that a person was there (required: hardware-touch) [second-factor-missing]");
    }

    @Test
    void aPinIsMoreThanATouch() {
        String pin = "second-factor: [hardware-pin]";
        assertThat(scene(pin).certified("alice-token", Scene.WITH_PIN).said()).isEmpty();
        assertThat(scene(pin).certified("alice-token", Scene.TOUCHED).said())
                .containsExactly("the push is signed without the security key's PIN [pin-missing]");
        assertThat(scene(pin).certified("alice-token", Scene.UNTOUCHED).codes()).containsExactly(Code.TOUCH_MISSING);
    }

    @Test
    void aTokenOrACodeCountsWhereTheRuleNamesItAndForThePusherOnly() {
        for (Rule.Factor factor : List.of(Rule.Factor.IDENTITY_TOKEN, Rule.Factor.ONE_TIME_CODE)) {
            Scene good = scene("second-factor: [" + factor.yamlName() + "]");
            good.factors.put(factor, FactorFacts.of(new PersonId("alice"), Scene.digest("x")));
            assertThat(good.said()).isEmpty();
            good.factors.put(factor, FactorFacts.of(new PersonId("bob"), Scene.digest("x")));
            assertThat(good.said())
                    .containsExactly(factor.yamlName() + ": it proves another person than the pusher"
                            + " [second-factor-invalid]");
            good.factors.put(factor, FactorFacts.bad("it is expired"));
            assertThat(good.said()).containsExactly(factor.yamlName() + ": it is expired [second-factor-invalid]");
            Scene other = scene("second-factor: [hardware-touch]");
            other.factors.put(factor, FactorFacts.of(new PersonId("alice"), Scene.digest("x")));
            assertThat(other.codes()).containsExactly(Code.SECOND_FACTOR_MISSING);
            Scene nobody = scene("second-factor: [" + factor.yamlName() + "]");
            nobody.pusher = Pusher.UNKNOWN;
            nobody.factors.put(factor, FactorFacts.bad("nobody is known"));
            assertThat(nobody.codes()).containsExactly(Code.SECOND_FACTOR_INVALID);
        }
    }

    @Test
    void anyOneOfThemWillDo() {
        Scene scene = scene("second-factor: [hardware-pin, one-time-code]");
        assertThat(scene.said())
                .containsExactly("nothing shows that a person was there (required: hardware-pin or one-time-code)"
                        + " [second-factor-missing]");
        scene.factors.put(Rule.Factor.ONE_TIME_CODE, FactorFacts.of(new PersonId("alice"), Scene.digest("x")));
        assertThat(scene.said()).isEmpty();
        scene.factors.put(Rule.Factor.ONE_TIME_CODE, FactorFacts.bad("it is wrong"));
        scene.certified("alice-token", Scene.TOUCHED);
        assertThat(scene.said())
                .containsExactly(
                        "one-time-code: it is wrong [second-factor-invalid]",
                        "the push is signed without the security key's PIN [pin-missing]");
        scene.certified("alice-token", Scene.WITH_PIN);
        assertThat(scene.said()).isEmpty();
    }

    @Test
    void aBadCertificateBesideOtherFactorsIsSaidOnce() {
        Scene scene = scene("second-factor: [one-time-code]");
        scene.certificate =
                new CertificateFacts.Unusable(List.of(new Failure(Code.CERTIFICATE_INVALID, "bad")), Optional.empty());
        assertThat(scene.codes()).containsExactly(Code.CERTIFICATE_INVALID, Code.SECOND_FACTOR_MISSING);
        Scene software = scene("second-factor: [one-time-code]").certified("alice-laptop", Scene.TOUCHED);
        assertThat(software.said())
                .containsExactly(
                        "nothing shows that a person was there (required: one-time-code) [second-factor-missing]");
        Scene token = scene("second-factor: [one-time-code]").certified("alice-token", Scene.TOUCHED);
        assertThat(token.codes()).containsExactly(Code.SECOND_FACTOR_MISSING);
    }

    @Test
    void aRobotSatisfiesNoFactor() {
        Scene scene = scene("second-factor: [hardware-touch]").pushedBy("bot");
        assertThat(scene.certified("bot-laptop", Scene.TOUCHED).said())
                .containsExactly("a second factor is required, and a robot can give none [second-factor-missing]");
    }

    @Test
    void whoLeftPushesNothingWhateverTheRuleDemands() {
        String left = "frank left on 2026-11-01 and may push nothing [pusher-not-allowed]";
        assertThat(scene("").pushedBy("frank").said()).containsExactly(left);
        assertThat(new Scene("commits: {signed-by: [team]}").pushedBy("frank").said())
                .containsExactly(left);
        assertThat(scene("by: [frank]").pushedBy("frank").said()).containsExactly(left);
        Scene unmatched = scene("").pushedBy("frank");
        unmatched.matches = false;
        assertThat(unmatched.said()).contains(left);
        Scene before = scene("by: [frank]").pushedBy("frank");
        before.now = Instant.parse("2026-10-31T23:59:59.999Z");
        assertThat(before.said()).isEmpty();
        Scene atTheInstant = scene("by: [frank]").pushedBy("frank");
        atTheInstant.now = Instant.parse("2026-11-01T00:00:00Z");
        assertThat(atTheInstant.said()).containsExactly(left);
    }

    @Test
    void norByACertificateNorByALivingAccount() {
        String left = "frank left on 2026-11-01 and may push nothing [pusher-not-allowed]";
        Scene noAccount = scene("");
        noAccount.pusher = Pusher.UNKNOWN;
        assertThat(noAccount.certified("frank-token", Scene.TOUCHED).said()).containsExactly(left);
        assertThat(scene("").certified("frank-token", Scene.TOUCHED).said()).containsExactly(left);
        assertThat(scene("")
                        .pushedBy("frank")
                        .certified("alice-token", Scene.TOUCHED)
                        .said())
                .containsExactly(left);
    }

    @Test
    void whoLeftSatisfiesNoFactor() {
        for (Rule.Factor factor : Rule.Factor.values()) {
            Scene scene = scene("second-factor: [" + factor.yamlName() + "]").pushedBy("frank");
            scene.certified("frank-token", Scene.WITH_PIN);
            scene.factors.put(factor, FactorFacts.of(new PersonId("frank"), Scene.digest("x")));
            assertThat(scene.said())
                    .contains("a second factor is required, and frank, who has left, can give none"
                            + " [pusher-not-allowed]");
        }
    }

    @Test
    void whereEveryEntryObservesThatIsOnlySaid() {
        assertThat(new Scene("observe push: {}").pushedBy("frank").verdict()).isInstanceOf(Verdict.Observed.class);
    }

    @Test
    void robotsMayHaveDemandsOfTheirOwn() {
        String rule = "by: [team], second-factor: [hardware-touch], robots: {by: [bot], certificate: required}";
        assertThat(scene(rule).pushedBy("bot").said()).containsExactly("the push is not signed [certificate-missing]");
        assertThat(scene(rule)
                        .pushedBy("bot")
                        .certified("bot-laptop", Scene.TOUCHED)
                        .said())
                .isEmpty();
        assertThat(scene("by: [team], robots: {by: [team]}").pushedBy("bot").codes())
                .containsExactly(Code.PUSHER_NOT_ALLOWED);
        assertThat(scene(rule).codes()).containsExactly(Code.SECOND_FACTOR_MISSING);
    }
}
