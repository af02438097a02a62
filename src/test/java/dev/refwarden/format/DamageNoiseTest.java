package dev.refwarden.format;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.format.openpgp.OpenPgpCertificate;
import dev.refwarden.format.openpgp.OpenPgpForge;
import dev.refwarden.format.x509.Authority;
import dev.refwarden.format.x509.Certificate;
import dev.refwarden.format.x509.CertifiedName;
import dev.refwarden.format.x509.ChainCheck;
import dev.refwarden.format.x509.CmsSigning;
import dev.refwarden.format.x509.TestAuthority;
import dev.refwarden.format.x509.TestAuthority.Shape;
import dev.refwarden.format.x509.X509Identity;
import dev.refwarden.git.SignedBytes;
import dev.refwarden.people.TestKeys;
import dev.refwarden.people.UnusableKey;
import dev.refwarden.suite.Effort;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.junit.jupiter.api.Test;

/**
 * Good certificates and signatures with something wrong in several places at once: each answers with its own value or
 * exception, and nothing of what is signed may change.
 */
class DamageNoiseTest {
    private static final byte[] DATA = "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n".getBytes(US_ASCII);
    private static final String EMAIL = "ada@example.org";
    private static final int ROUNDS = Effort.rounds(20_000);

    private final Random random = new Random(20_261_129);
    private final TestAuthority root = TestAuthority.root("Root");
    private final TestAuthority between = root.issue("Between", Shape.authority());
    private final TestAuthority ada = between.issue("Ada", Shape.leaf(EMAIL));

    @Test
    void noDamagedCertificateIsTrusted() {
        Authority authority = TestAuthority.trusted(root);
        Certificate good = between.certificate();
        byte[] leaf = ada.encoded();
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] damaged = damaged(leaf);
            try {
                ChainCheck check = authority.check(Certificate.read(damaged), List.of(good));
                assertThat(check instanceof ChainCheck.Trusted).isEqualTo(Arrays.equals(damaged, leaf));
                read++;
            } catch (Malformed e) {
                assertThat(e).hasMessageMatching("[a-zA-Z0-9' ,#.-]+");
            }
        }
        assertThat(read).as("some were worth looking into").isPositive();
    }

    @Test
    void noDamagedAuthorityIsRead() {
        for (int round = 0; round < ROUNDS / 4; round++) {
            try {
                Authority authority = Authority.read(
                        damaged(root.encoded()), List.of(damaged(root.pem().getBytes(US_ASCII))));
                assertThat(authority.fingerprints()).isNotEmpty();
            } catch (Malformed e) {
                assertThat(e).hasMessageMatching("[a-zA-Z0-9' ,#.-]+");
            }
        }
    }

    @Test
    void noDamagedCmsSignatureIsValidForOtherBytes() throws Exception {
        byte[] cms = CmsSigning.generator(ada, "SHA256withECDSA", Optional.of(Instant.parse("2026-05-05T10:00:00Z")))
                .generate(new CMSProcessableByteArray(DATA), false)
                .getEncoded();
        Keyring keys = TestKeys.keyring(new X509Identity(
                CertifiedName.email(EMAIL),
                TestAuthority.trusted(root, between),
                "a",
                Optional.empty(),
                Optional.empty()));
        assertThat(check(DATA, CmsSigning.armor(cms), keys)).isInstanceOf(SignatureCheck.Valid.class);
        byte[] other = "tree 0\n".getBytes(US_ASCII);
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(check(other, CmsSigning.armor(damaged(cms)), keys)).isNotInstanceOf(SignatureCheck.Valid.class);
        }
    }

    @Test
    void noDamagedOpenPgpCertificateEndsBadly() {
        OpenPgpForge.Key key = OpenPgpForge.ed25519(4, 1);
        OpenPgpForge.Key sub = OpenPgpForge.legacy(2);
        byte[] whole = OpenPgpForge.certificate(
                key, OpenPgpForge.subkey(sub), OpenPgpForge.binding(key, sub, OpenPgpForge.flags(2)));
        for (int round = 0; round < ROUNDS / 4; round++) {
            byte[] damaged = damaged(whole);
            try {
                OpenPgpCertificate certificate = OpenPgpCertificate.parse(damaged);
                certificate.validate();
                assertThat(certificate.signingKeys()).isNotEmpty();
            } catch (UnusableKey e) {
                assertThat(e.getMessage()).hasSizeLessThan(200);
            }
        }
    }

    private static SignatureCheck check(byte[] data, byte[] armor, Keyring keys) {
        return SignatureFormats.check(SignedBytes.whole(data), armor, false, keys);
    }

    /** With one to four pieces overwritten, cut out, doubled or put in. */
    private byte[] damaged(byte[] good) {
        byte[] bytes = good;
        for (int times = random.nextInt(4); times >= 0; times--) {
            int at = random.nextInt(bytes.length);
            int length = Math.min(random.nextInt(6), bytes.length - at);
            byte[] piece = Arrays.copyOfRange(bytes, at, at + length);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(bytes, 0, at);
            switch (random.nextInt(4)) {
                case 0 -> out.writeBytes(noise(length));
                case 1 -> out.writeBytes(new byte[0]);
                case 2 -> {
                    out.writeBytes(piece);
                    out.writeBytes(piece);
                }
                default -> {
                    out.write(random.nextInt(256));
                    length = 1;
                }
            }
            out.write(bytes, at + length, bytes.length - at - length);
            bytes = out.toByteArray();
        }
        return bytes;
    }

    private byte[] noise(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
