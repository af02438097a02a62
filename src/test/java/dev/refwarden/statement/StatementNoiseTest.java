package dev.refwarden.statement;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.refwarden.format.Keyring;
import dev.refwarden.format.Purposes;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import dev.refwarden.people.People;
import dev.refwarden.people.Person;
import dev.refwarden.suite.Effort;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Statements, certificates and tokens with a few bytes that are wrong: none ends badly, and none is taken for another. */
class StatementNoiseTest {
    private static final int ROUNDS = Effort.rounds(20_000);
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String REPOSITORY = "git.example.org/server";
    private static final RefUpdate UPDATE =
            new RefUpdate(ObjectId.ZERO, ObjectId.fromHex("1".repeat(40)), new RefName("refs/heads/main"));
    private static final Keyring NOBODY = new Keyring(new People(List.<Person>of()));
    private static final List<String> PIECES = List.of(
            "\n",
            "\n\n",
            " ",
            "\0",
            "\r",
            "\u00ff",
            "-----BEGIN ",
            "nonce ",
            "push-option ",
            ".",
            "=",
            "{",
            "[[[[",
            "\"",
            "null",
            "1e999",
            "-1",
            "99999999999999999999",
            "+1000000000-12-31T23:59:59Z",
            "update ");

    private final Random random = new Random(20_261_129);

    @Test
    void statementsAreReadBackToTheByteOrNotAtAll() {
        byte[] approval = new ApprovalStatement(REPOSITORY, UPDATE, NOW).bytes();
        byte[] waiver = new WaiverStatement(REPOSITORY, "K7F3-2QXM", List.of(UPDATE), List.of("unsigned"), NOW).bytes();
        for (int round = 0; round < ROUNDS; round++) {
            byte[] one = damaged(approval);
            ApprovalStatement.parse(one)
                    .ifPresent(statement -> assertThat(statement.bytes()).isEqualTo(one));
            byte[] two = damaged(waiver);
            WaiverStatement.parse(two)
                    .ifPresent(statement -> assertThat(statement.bytes()).isEqualTo(two));
        }
    }

    @Test
    void signedStatementsInPushOptionsProveNothing() {
        byte[] approval = new ApprovalStatement(REPOSITORY, UPDATE, NOW).bytes();
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String good =
                base64.encodeToString(approval) + "." + base64.encodeToString("SSHSIG\0\0\0\1".getBytes(ISO_8859_1));
        for (int round = 0; round < ROUNDS; round++) {
            Optional<SignedStatement> read =
                    SignedStatement.parse(new String(damaged(good.getBytes(ISO_8859_1)), ISO_8859_1));
            read.ifPresent(statement ->
                    assertThat(statement.check(Purposes.APPROVAL, NOBODY)).isNotInstanceOf(SignatureCheck.Valid.class));
        }
    }

    @Test
    void pushCertificatesKeepEveryByteThatIsSigned() {
        byte[] good =
                ("certificate version 0.1\npusher a <a@example.org> 1 +0000\npushee x\nnonce 1-a\npush-option o\n\n"
                                + ObjectId.ZERO + " " + "1".repeat(40)
                                + " refs/heads/main\n-----BEGIN SSH SIGNATURE-----\nAAAA\n")
                        .getBytes(ISO_8859_1);
        assertThat(PushCertificate.parse(good)).isPresent();
        for (int round = 0; round < ROUNDS; round++) {
            byte[] blob = damaged(good);
            PushCertificate.parse(blob).ifPresent(certificate -> {
                byte[] signed = certificate.signed().toByteArray();
                assertThat(signed.length + certificate.armor().length).isEqualTo(blob.length);
                assertThat(blob).startsWith(signed).endsWith(certificate.armor());
            });
        }
    }

    @Test
    void noDamagedTokenIsGood() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        PushStatement push = new PushStatement(REPOSITORY, List.of(UPDATE));
        byte[] keys = ("{\"keys\":[" + key.toPublicJWK().toJSONString() + "]}").getBytes(UTF_8);
        List<TokenIssuer> issuers =
                List.of(new TokenIssuer("https://id.example.org", keys, "ES256", List.of("hwk"), Optional.empty()));
        String good = TokenMaker.serialized(key, TokenMaker.claims(push.bytes(), Map.of(), NOW), "ES256");
        assertThat(IdentityToken.check(good, issuers, push, NOW)).isInstanceOf(TokenCheck.Good.class);
        String[] parts = good.split("\\.", -1);
        for (int round = 0; round < ROUNDS / 10; round++) {
            String[] damaged = parts.clone();
            int part = random.nextInt(3);
            byte[] inside = damaged(Base64.getUrlDecoder().decode(parts[part]));
            damaged[part] = Base64.getUrlEncoder().withoutPadding().encodeToString(inside);
            String token = String.join(".", damaged);
            boolean same = token.equals(good);
            assertThat(IdentityToken.check(token, issuers, push, NOW) instanceof TokenCheck.Good)
                    .as(token)
                    .isEqualTo(same);
            IdentityToken.check(new String(damaged(good.getBytes(ISO_8859_1)), ISO_8859_1), issuers, push, NOW);
        }
    }

    /** With one to three pieces overwritten, cut out or put in. */
    private byte[] damaged(byte[] good) {
        String text = new String(good, ISO_8859_1);
        for (int times = random.nextInt(3); times >= 0; times--) {
            int at = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), at + random.nextInt(4));
            String piece = random.nextBoolean()
                    ? PIECES.get(random.nextInt(PIECES.size()))
                    : String.valueOf((char) random.nextInt(256));
            text = text.substring(0, at) + (random.nextInt(3) == 0 ? "" : piece) + text.substring(to);
            text = text.isEmpty() ? " " : text;
        }
        return text.getBytes(ISO_8859_1);
    }
}
