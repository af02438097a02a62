package dev.refwarden.statement;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.refwarden.crypto.Digests;
import dev.refwarden.fuzz.Promise;
import dev.refwarden.fuzz.SeedFiles;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Identity tokens, and the key sets of their issuers: no token is good but the one that the issuer made. */
public final class IdentityTokenFuzz {
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    static final PushStatement PUSH = new PushStatement(
            "git.example.org/server",
            List.of(new RefUpdate(ObjectId.ZERO, ObjectId.fromHex("1".repeat(40)), new RefName("refs/heads/main"))));
    private static final byte[] KEYS = SeedFiles.one("identity-token", "keys.json");
    private static final String GOOD = new String(SeedFiles.one("identity-token", "good.jwt"), ISO_8859_1).strip();

    private IdentityTokenFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, ISO_8859_1);
        for (String token : List.of(text, joined(text))) {
            Promise.that(!isGood(token, KEYS) || signed(token).equals(signed(GOOD)), "nothing else was signed");
        }
        isGood(GOOD, input);
    }

    /** All but the signature, which has several forms in Base64. */
    private static String signed(String token) {
        return token.trim().substring(0, token.trim().lastIndexOf('.'));
    }

    /** Three lines as the three parts of a token, so that a fuzzer need not find its way through Base64. */
    private static String joined(String text) {
        List<String> parts = new ArrayList<>();
        for (String line : text.split("\n", 3)) {
            parts.add(Base64.getUrlEncoder().withoutPadding().encodeToString(line.getBytes(ISO_8859_1)));
        }
        return String.join(".", parts);
    }

    private static boolean isGood(String token, byte[] keys) {
        TokenIssuer issuer = new TokenIssuer("https://id.example.org", keys, "ES256", List.of("hwk"), Optional.empty());
        return IdentityToken.check(token, List.of(issuer), PUSH, NOW) instanceof TokenCheck.Good;
    }

    public static List<byte[]> seeds() {
        String nonce = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Digests.sha256().digest(PUSH.bytes()));
        String claims = "{\"iss\":\"https://id.example.org\",\"sub\":\"a\",\"aud\":\"git.example.org/server\","
                + "\"iat\":1795435200,\"exp\":1795435260,\"nbf\":1,\"jti\":\"1\",\"amr\":[\"hwk\"],\"nonce\":\"" + nonce
                + "\"}";
        return List.of(
                ascii("{\"alg\":\"ES256\",\"kid\":\"one\"}\n" + claims + "\n" + "x".repeat(64)),
                ascii("{\"alg\":\"HS256\",\"crit\":[\"b64\"],\"b64\":false}\n" + claims + "\n"),
                ascii("{\"alg\":\"none\"}\n{\"iss\":[1,{\"a\":null}],\"exp\":1e99}\n"),
                ascii("{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"},{\"kty\":\"oct\",\"k\":\"AA\"}]}"));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
