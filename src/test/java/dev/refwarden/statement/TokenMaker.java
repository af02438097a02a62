package dev.refwarden.statement;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.refwarden.crypto.Digests;
import dev.refwarden.suite.Call;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An identity provider for tests. With {@code keys FILE} it makes its keys and answers the public ones; with {@code
 * token FILE} it makes a token for the push statement on standard input, as the environment wants it.
 */
public final class TokenMaker {
    private TokenMaker() {}

    public static String run(Call call) throws Exception {
        Path file = call.file(1);
        if (call.argument(0).equals("keys")) {
            ECKey key = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
            Files.writeString(file, key.toJSONString());
            return "{\"keys\":[" + key.toPublicJWK().toJSONString() + "]}\n";
        }
        ECKey key = ECKey.parse(Files.readString(file));
        JWTClaimsSet claims = claims(call.input(), call.environment(), Instant.now());
        return serialized(key, claims, call.variable("TOKEN_ALGORITHM", "ES256"));
    }

    static JWTClaimsSet claims(byte[] statement, Map<String, String> wish, Instant now) {
        Instant issued = now.minusSeconds(Long.parseLong(wish.getOrDefault("TOKEN_AGE", "0")));
        long life = Long.parseLong(wish.getOrDefault("TOKEN_LIFE", "120"));
        return new JWTClaimsSet.Builder()
                .issuer(wish.getOrDefault("TOKEN_ISSUER", "https://id.example.org"))
                .subject(wish.getOrDefault("TOKEN_SUBJECT", "alice-0001"))
                .audience(List.of(wish.getOrDefault("TOKEN_AUDIENCE", "git.example.org/server")))
                .issueTime(Date.from(issued))
                .expirationTime(Date.from(issued.plusSeconds(life)))
                .jwtID(wish.getOrDefault("TOKEN_ID", UUID.randomUUID().toString()))
                .claim("amr", List.of(wish.getOrDefault("TOKEN_METHOD", "hwk")))
                .claim(
                        "nonce",
                        Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(Digests.sha256().digest(statement)))
                .build();
    }

    static String serialized(ECKey key, JWTClaimsSet claims, String algorithm) throws Exception {
        if (algorithm.equals("none")) {
            return new PlainJWT(claims).serialize();
        }
        // The trap: the public key, which everybody knows, as if it were a shared secret.
        JWSSigner signer = algorithm.equals("HS256")
                ? new MACSigner(key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8))
                : new ECDSASigner(key);
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.parse(algorithm))
                        .keyID("one")
                        .build(),
                claims);
        token.sign(signer);
        return token.serialize();
    }
}
