package dev.refwarden.format.openpgp;

import static dev.refwarden.format.openpgp.OpenPgpForge.BORN;
import static dev.refwarden.format.openpgp.OpenPgpForge.certificate;
import static dev.refwarden.format.openpgp.OpenPgpForge.consent;
import static dev.refwarden.format.openpgp.OpenPgpForge.flags;
import static dev.refwarden.format.openpgp.OpenPgpForge.issuer;
import static dev.refwarden.format.openpgp.OpenPgpForge.issuerFingerprint;
import static dev.refwarden.format.openpgp.OpenPgpForge.join;
import static dev.refwarden.format.openpgp.OpenPgpForge.made;
import static dev.refwarden.format.openpgp.OpenPgpForge.packet;
import static dev.refwarden.format.openpgp.OpenPgpForge.subkey;
import static dev.refwarden.format.openpgp.OpenPgpForge.subpacket;
import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.format.Defect;
import dev.refwarden.format.Keyring;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.git.SignedBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** As whose key an OpenPGP signature counts, whatever it claims. */
class OpenPgpSignerTest {
    private static final byte[] DOCUMENT = "tree of life\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NOTHING = {};
    private static final OpenPgpForge.Key ADA = OpenPgpForge.ed25519(4, 1);
    private static final OpenPgpForge.Key SUB = OpenPgpForge.legacy(2);
    private static final OpenPgpForge.Key EVE = OpenPgpForge.ed25519(4, 3);
    private static final byte[] HASHED = join(made(BORN), issuerFingerprint(ADA));

    @Test
    void forgedUnsignedIssuersTurnNoGoodSignatureBad() throws Exception {
        Keyring both = keyring(certificate(ADA), certificate(EVE));
        for (byte[] forged : List.of(
                issuer(EVE),
                issuerFingerprint(EVE),
                issuer(SUB),
                issuerFingerprint(SUB),
                subpacket(16, new byte[3]),
                subpacket(33, NOTHING),
                join(issuerFingerprint(EVE), issuerFingerprint(SUB)))) {
            assertValid(check(armored(packet(2, body(0, 8, made(BORN), forged))), both));
            assertValid(check(armored(packet(2, body(0, 8, HASHED, forged))), both));
        }
    }

    @Test
    void signedFingerprintIsTheOnlyKeyThatWillDo() throws Exception {
        Keyring both = keyring(certificate(ADA), certificate(EVE));
        byte[] bySub = body(0, 8, join(made(BORN), issuerFingerprint(SUB)), issuerFingerprint(ADA));
        assertThat(check(armored(packet(2, bySub)), both))
                .isEqualTo(new SignatureCheck.UnknownKey(
                        HexFormat.of().withUpperCase().formatHex(SUB.fingerprint())));
    }

    @Test
    void keyThatNobodyEnrolledIsToldByWhatIsClaimed() throws Exception {
        Keyring eve = keyring(certificate(EVE));
        String id = HexFormat.of().withUpperCase().formatHex(ADA.keyId());
        assertThat(check(armored(packet(2, body(0, 8, made(BORN), issuer(ADA)))), eve))
                .isEqualTo(new SignatureCheck.UnknownKey("key id " + id));
        assertThat(check(armored(packet(2, body(0, 8, made(BORN), NOTHING))), eve))
                .isEqualTo(new SignatureCheck.UnknownKey("a key that it does not name"));
        assertDefect(check(armored(packet(2, body(0, 8, made(BORN), issuer(EVE)))), eve), Defect.BAD_SIGNATURE);
    }

    @Test
    void atMostSixteenOtherKeysAreTried() throws Exception {
        List<byte[]> certificates = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            certificates.add(certificate(OpenPgpForge.ed25519(4, 50 + i)));
        }
        certificates.add(certificate(ADA));
        byte[] unnamed = armored(packet(2, body(0, 8, made(BORN), NOTHING)));
        assertValid(check(unnamed, keyring(certificates.toArray(byte[][]::new))));
        certificates.add(0, certificate(EVE));
        assertThat(check(unnamed, keyring(certificates.toArray(byte[][]::new))))
                .isInstanceOf(SignatureCheck.UnknownKey.class);
    }

    @Test
    void subkeysSignOnlyWhatTheirCertificateLetsThem() throws Exception {
        byte[] signature = armored(packet(
                2, OpenPgpForge.signature(SUB, 0, 8, join(made(BORN), issuerFingerprint(SUB)), NOTHING, DOCUMENT)));
        byte[] signs = OpenPgpForge.binding(ADA, SUB, join(made(BORN), flags(2), consent(SUB, ADA, SUB)));
        byte[] encrypts = OpenPgpForge.binding(ADA, SUB, join(made(BORN), flags(0x0c)));
        byte[] claimed = OpenPgpForge.binding(ADA, SUB, join(made(BORN), flags(2)));
        assertValid(check(signature, keyring(certificate(ADA, subkey(SUB), signs))));
        assertDefect(check(signature, keyring(certificate(ADA, subkey(SUB), encrypts))), Defect.NOT_A_SIGNING_KEY);
        assertThat(check(signature, keyring(certificate(ADA, subkey(SUB), claimed))))
                .isInstanceOf(SignatureCheck.UnknownKey.class);
        assertThat(check(signature, keyring(certificate(ADA, subkey(SUB)))))
                .isInstanceOf(SignatureCheck.UnknownKey.class);
    }

    @Test
    void whoeverClaimsTheSubkeyOfAnotherTakesNothingFromThem() throws Exception {
        byte[] signature = armored(packet(
                2, OpenPgpForge.signature(SUB, 0, 8, join(made(BORN), issuerFingerprint(SUB)), NOTHING, DOCUMENT)));
        byte[] stolen = OpenPgpForge.binding(EVE, SUB, join(made(BORN), flags(0x0c)));
        byte[] signs = OpenPgpForge.binding(ADA, SUB, join(made(BORN), flags(2), consent(SUB, ADA, SUB)));
        SignatureCheck check =
                check(signature, keyring(certificate(EVE, subkey(SUB), stolen), certificate(ADA, subkey(SUB), signs)));
        assertValid(check);
        assertThat(((SignatureCheck.Valid) check).enrolled().person().value()).isEqualTo("p01");
    }

    @Test
    void smallRsaSubkeyIsWeak() throws Exception {
        OpenPgpForge.Key small = OpenPgpForge.rsa(768, 1);
        byte[] binding = OpenPgpForge.binding(ADA, small, join(made(BORN), flags(2), consent(small, ADA, small)));
        byte[] signature =
                OpenPgpForge.signature(small, 0, 8, join(made(BORN), issuerFingerprint(small)), NOTHING, DOCUMENT);
        assertDefect(
                check(armored(packet(2, signature)), keyring(certificate(ADA, subkey(small), binding))),
                Defect.WEAK_KEY);
    }

    private static byte[] body(int type, int hash, byte[] hashed, byte[] unhashed) {
        return OpenPgpForge.signature(ADA, type, hash, hashed, unhashed, DOCUMENT);
    }

    private static byte[] armored(byte[] binary) {
        return OpenPgpForge.armor("SIGNATURE", binary);
    }

    private static Keyring keyring(byte[]... certificates) throws Exception {
        List<OpenPgpCertificate> parsed = new ArrayList<>();
        for (byte[] certificate : certificates) {
            parsed.add(OpenPgpCertificate.parse(certificate));
        }
        return OpenPgpPeople.keyring(parsed);
    }

    private static SignatureCheck check(byte[] armor, Keyring keyring) {
        return OpenPgpSignature.check(SignedBytes.whole(DOCUMENT), armor, false, keyring);
    }

    private static void assertValid(SignatureCheck check) {
        assertThat(check).isInstanceOf(SignatureCheck.Valid.class);
    }

    private static void assertDefect(SignatureCheck check, Defect defect) {
        assertThat(check)
                .isInstanceOfSatisfying(
                        SignatureCheck.Unusable.class,
                        unusable -> assertThat(unusable.defect())
                                .as(unusable.detail())
                                .isEqualTo(defect));
    }
}
