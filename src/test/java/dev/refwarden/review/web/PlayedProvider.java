package dev.refwarden.review.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.refwarden.policy.Folder;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** An identity provider that makes tokens for bob and carol. */
final class PlayedProvider {
    static final String ISSUER = "https://id.example.org/realms/dev";
    static final String CLIENT = "refwarden-review";

    private final ECKey key = newKey();

    static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    /** A configuration that knows it, and two people with identities there. */
    void writeTo(Folder config) {
        config.write(
                        "authorities/issuers.yaml",
                        "- issuer: \"" + ISSUER
                                + "\"\n  keys: authorities/dev.json\n  algorithm: ES256\n  require: {amr: [hwk]}\n")
                .write("authorities/dev.json", "{\"keys\":[" + key.toPublicJWK().toJSONString() + "]}\n");
        for (String id : List.of("bob", "carol")) {
            config.write(
                    "people/" + id + ".yaml",
                    "name: " + id + "\nemails: [" + id + "@example.org]\nkeys: []\nidentities: [{issuer: \"" + ISSUER
                            + "\", subject: \"" + id + "-1\"}]\n");
        }
    }

    static JWTClaimsSet.Builder claims(String nonce, String subject) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject(subject)
                .audience(CLIENT)
                .claim("amr", List.of("hwk"))
                .claim("nonce", nonce)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(3600)));
    }

    String signed(JWTClaimsSet.Builder claims) {
        return signed(claims, key);
    }

    static String signed(JWTClaimsSet.Builder claims, ECKey by) {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("one").build(), claims.build());
        try {
            token.sign(new ECDSASigner(by));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
        return token.serialize();
    }
}
