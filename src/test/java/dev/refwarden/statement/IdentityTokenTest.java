package dev.refwarden.statement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityTokenTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final PushStatement PUSH = new PushStatement(
            "git.example.org/server",
            List.of(new RefUpdate(ObjectId.ZERO, ObjectId.fromHex("1".repeat(40)), new RefName("refs/heads/main"))));

    private static final ECKey KEY = ecKey();
    private static List<TokenIssuer> issuers = List.of();

    @BeforeAll
    static void makeIssuer() {
        issuers = List.of(issuer(KEY, "ES256"));
    }

    @Test
    void aTokenForExactlyThisPushIsGood() throws Exception {
        assertThat(check(Map.of(), "ES256"))
                .isInstanceOfSatisfying(
                        TokenCheck.Good.class,
                        good -> assertThat(good.subject()).isEqualTo("alice-0001"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TOKEN_ISSUER   | https://evil.example.org | nobody whom",
                "TOKEN_AUDIENCE | git.example.org/other    | another audience",
                "TOKEN_AGE      | 121                      | expired",
                "TOKEN_AGE      | -31                      | from the future",
                "TOKEN_LIFE     | 301                      | more than five minutes",
                "TOKEN_METHOD   | pwd                      | by hwk",
                "TOKEN_SUBJECT  | ''                       | no subject",
                "TOKEN_ID       | ''                       | no subject or no id"
            })
    void oneWrongClaimIsEnough(String wish, String value, String why) throws Exception {
        assertBad(check(Map.of(wish, value), "ES256"), why);
    }

    @ParameterizedTest
    @CsvSource({"none, not a signed token", "HS256, not signed with ES256"})
    void theHeaderDoesNotChooseTheAlgorithm(String algorithm, String why) throws Exception {
        assertBad(check(Map.of(), algorithm), why);
    }

    @Test
    void aTokenBySomebodyElsesKeyIsBad() throws Exception {
        String token = TokenMaker.serialized(ecKey(), TokenMaker.claims(PUSH.bytes(), Map.of(), NOW), "ES256");
        assertBad(IdentityToken.check(token, issuers, PUSH, NOW), "signature is bad");
    }

    @Test
    void aTokenForAnotherPushIsBad() throws Exception {
        String token = TokenMaker.serialized(KEY, TokenMaker.claims("other".getBytes(UTF_8), Map.of(), NOW), "ES256");
        assertBad(IdentityToken.check(token, issuers, PUSH, NOW), "nonce");
    }

    @Test
    void anyChangedCharacterMakesATokenBad() throws Exception {
        String token = TokenMaker.serialized(KEY, TokenMaker.claims(PUSH.bytes(), Map.of(), NOW), "ES256");
        for (int i = 0; i < token.length(); i += 7) {
            char other = token.charAt(i) == 'x' ? 'y' : 'x';
            String changed = token.substring(0, i) + other + token.substring(i + 1);
            assertThat(IdentityToken.check(changed, issuers, PUSH, NOW))
                    .as("character %d", i)
                    .isInstanceOf(TokenCheck.Bad.class);
        }
    }

    @Test
    void garbageIsBad() {
        for (String garbage : List.of("", ".", "..", "a.b.c", "x".repeat(20_000), "{}.{}.{}", "eyJ9.eyJ9.AA")) {
            assertThat(IdentityToken.check(garbage, issuers, PUSH, NOW)).isInstanceOf(TokenCheck.Bad.class);
        }
    }

    private static TokenCheck check(Map<String, String> wish, String algorithm) throws Exception {
        String token = TokenMaker.serialized(KEY, TokenMaker.claims(PUSH.bytes(), wish, NOW), algorithm);
        return IdentityToken.check(token, issuers, PUSH, NOW);
    }

    private static void assertBad(TokenCheck check, String why) {
        assertThat(check)
                .isInstanceOfSatisfying(
                        TokenCheck.Bad.class, bad -> assertThat(bad.detail()).contains(why));
    }

    private static TokenIssuer issuer(ECKey key, String algorithm) {
        byte[] keys = ("{\"keys\":[" + key.toPublicJWK().toJSONString() + "]}").getBytes(UTF_8);
        return new TokenIssuer("https://id.example.org", keys, algorithm, List.of("hwk"), Optional.empty());
    }

    private static ECKey ecKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
