package dev.refwarden.format.openpgp;

import static dev.refwarden.format.openpgp.OpenPgpForge.BORN;
import static dev.refwarden.format.openpgp.OpenPgpForge.armor;
import static dev.refwarden.format.openpgp.OpenPgpForge.certificate;
import static dev.refwarden.format.openpgp.OpenPgpForge.certification;
import static dev.refwarden.format.openpgp.OpenPgpForge.direct;
import static dev.refwarden.format.openpgp.OpenPgpForge.flags;
import static dev.refwarden.format.openpgp.OpenPgpForge.issuer;
import static dev.refwarden.format.openpgp.OpenPgpForge.issuerFingerprint;
import static dev.refwarden.format.openpgp.OpenPgpForge.join;
import static dev.refwarden.format.openpgp.OpenPgpForge.made;
import static dev.refwarden.format.openpgp.OpenPgpForge.primaryKey;
import static dev.refwarden.format.openpgp.OpenPgpForge.reason;
import static dev.refwarden.format.openpgp.OpenPgpForge.revoker;
import static dev.refwarden.format.openpgp.OpenPgpForge.userId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refwarden.people.UnusableKey;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

/** Certificates to which others added more than anybody reads. */
class OpenPgpReductionTest {
    private static final OpenPgpForge.Key ADA = OpenPgpForge.ed25519(4, 51);
    private static final OpenPgpForge.Key EVE = OpenPgpForge.ed25519(4, 52);
    private static final String NAME = "Ada <ada@example.org>";
    private static final int SHA_256 = 8;
    private static final int GENERIC = 0x10;
    private static final int POSITIVE = 0x13;
    private static final int MANY = 30_000;

    @Test
    void whatOthersCertifiedIsLeftOutAndTheKeyIsAsItWas() throws Exception {
        byte[] flooded = flooded(by(EVE, issuer(EVE)), MANY);
        assertThatThrownBy(() -> OpenPgpCertificate.parse(flooded))
                .isInstanceOf(UnusableKey.class)
                .hasMessageContaining("export-minimal");
        OpenPgpReduction own = OpenPgpReduction.of(flooded);
        assertThat(own.leftOut()).isEqualTo(MANY);
        OpenPgpCertificate reduced = OpenPgpCertificate.parse(own.bytes());
        reduced.validate();
        assertThat(reduced.userIds()).containsExactly(NAME);
        assertThat(reduced.signingKeys())
                .isEqualTo(OpenPgpCertificate.parse(flooded(new byte[0], 0)).signingKeys());
    }

    @Test
    void armorMakesNoDifference() throws Exception {
        byte[] flooded = flooded(by(EVE, issuerFingerprint(EVE)), MANY);
        assertThat(OpenPgpReduction.of(armor("PUBLIC KEY BLOCK", flooded)).bytes())
                .isEqualTo(OpenPgpReduction.of(flooded).bytes());
    }

    @Test
    void fewCertificationsStayWhereTheyAre() throws Exception {
        byte[] usual = flooded(by(EVE, issuer(EVE)), 100);
        assertThat(OpenPgpReduction.of(usual).bytes()).isEqualTo(usual);
        assertThat(OpenPgpReduction.of(certificate(ADA)).leftOut()).isZero();
    }

    @Test
    void itsOwnSignaturesAndThoseOfNobodyStay() throws Exception {
        assertThat(OpenPgpReduction.of(flooded(by(ADA, issuer(ADA)), 200)).leftOut())
                .isZero();
        assertThat(OpenPgpReduction.of(flooded(by(EVE, new byte[0]), 200)).leftOut())
                .isZero();
    }

    @Test
    void whatARevokerSaysOfTheKeyStays() throws Exception {
        byte[] named = direct(ADA, join(made(BORN), flags(2), revoker(EVE)));
        byte[] revocation =
                OpenPgpForge.revocation(EVE, ADA, join(made(BORN + 7), reason(2), issuer(EVE)), new byte[0]);
        byte[] file = join(primaryKey(ADA), named, revocation, many(by(EVE, issuer(EVE)), 200));
        OpenPgpReduction own = OpenPgpReduction.of(file);
        assertThat(own.leftOut()).isEqualTo(200);
        OpenPgpRevokers known = new OpenPgpRevokers();
        OpenPgpCertificate.parse(certificate(EVE), known);
        assertThat(OpenPgpCertificate.parse(own.bytes(), known)
                        .signingKeys()
                        .get(0)
                        .revocation())
                .isPresent();
    }

    private static byte[] flooded(byte[] certification, int times) {
        byte[] own = certification(ADA, ADA, POSITIVE, SHA_256, NAME, join(made(BORN), flags(3), issuer(ADA)));
        return join(primaryKey(ADA), userId(NAME), own, many(certification, times));
    }

    private static byte[] by(OpenPgpForge.Key signer, byte[] names) {
        return certification(signer, ADA, GENERIC, SHA_256, NAME, join(made(BORN + 1), names));
    }

    private static byte[] many(byte[] packet, int times) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            out.writeBytes(packet);
        }
        return out.toByteArray();
    }
}
