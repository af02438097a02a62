package dev.refwarden.format.openpgp;

import static dev.refwarden.format.openpgp.OpenPgpForge.BORN;
import static dev.refwarden.format.openpgp.OpenPgpForge.certificate;
import static dev.refwarden.format.openpgp.OpenPgpForge.certification;
import static dev.refwarden.format.openpgp.OpenPgpForge.consent;
import static dev.refwarden.format.openpgp.OpenPgpForge.flags;
import static dev.refwarden.format.openpgp.OpenPgpForge.join;
import static dev.refwarden.format.openpgp.OpenPgpForge.lives;
import static dev.refwarden.format.openpgp.OpenPgpForge.made;
import static dev.refwarden.format.openpgp.OpenPgpForge.primaryKey;
import static dev.refwarden.format.openpgp.OpenPgpForge.reason;
import static dev.refwarden.format.openpgp.OpenPgpForge.revoker;
import static dev.refwarden.format.openpgp.OpenPgpForge.subkey;
import static dev.refwarden.format.openpgp.OpenPgpForge.subpacket;
import static dev.refwarden.format.openpgp.OpenPgpForge.userId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refwarden.people.KeyType;
import dev.refwarden.people.SigningKey;
import dev.refwarden.people.UnusableKey;
import dev.refwarden.suite.Effort;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenPgpCertificateTest {
    private static final OpenPgpForge.Key ADA = OpenPgpForge.ed25519(4, 1);
    private static final OpenPgpForge.Key SUB = OpenPgpForge.legacy(2);
    private static final OpenPgpForge.Key EVE = OpenPgpForge.ed25519(4, 3);
    private static final String NAME = "Ada <ada@example.org>";
    private static final byte[] NOTHING = {};

    @Test
    void primaryKeyThatMaySignIsAllThatIsNeeded() throws Exception {
        OpenPgpCertificate certificate = OpenPgpCertificate.parse(certificate(ADA));
        certificate.validate();
        assertThat(certificate.userIds()).containsExactly(NAME);
        assertThat(certificate.remarks()).isEmpty();
        SigningKey key = only(certificate);
        assertThat(key.fingerprint().value())
                .isEqualTo(HexFormat.of().withUpperCase().formatHex(ADA.fingerprint()));
        assertThat(key.type()).isEqualTo(KeyType.OPENPGP);
        assertThat(key.algorithm()).isEqualTo("ed25519");
        assertThat(key.expires()).isEmpty();
        assertThat(key.revocation()).isEmpty();
    }

    @Test
    void keysOfVersionSixAreRead() throws Exception {
        OpenPgpForge.Key key = OpenPgpForge.ed448(6, 4);
        OpenPgpCertificate certificate = OpenPgpCertificate.parse(certificate(key));
        certificate.validate();
        assertThat(only(certificate).fingerprint().value()).hasSize(64);
        assertThat(only(certificate).algorithm()).isEqualTo("ed448");
    }

    @Test
    void armorIsReadAndItsChecksumMustBeRight() throws Exception {
        byte[] binary = certificate(ADA);
        String armor = new String(OpenPgpForge.armor("PUBLIC KEY BLOCK", binary), StandardCharsets.US_ASCII);
        assertThat(parse(armor).fingerprint())
                .isEqualTo(OpenPgpCertificate.parse(binary).fingerprint());
        assertThatThrownBy(() -> parse(armor.replace("\n-----END", "\n=AAAA\n-----END")))
                .isInstanceOf(UnusableKey.class)
                .hasMessageContaining("checksum");
        assertThatThrownBy(() -> parse(armor + armor))
                .isInstanceOf(UnusableKey.class)
                .hasMessageContaining("several certificates");
        assertThatThrownBy(() -> parse(armor.replace("PUBLIC", "PRIVATE")))
                .isInstanceOf(UnusableKey.class)
                .hasMessageContaining("SECRET");
    }

    @Test
    void theMarkThatEditorsPutBeforeTextIsPassedOver() throws Exception {
        byte[] mark = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
        byte[] armor = OpenPgpForge.armor("PUBLIC KEY BLOCK", certificate(ADA));
        assertThat(OpenPgpCertificate.parse(join(mark, armor)).userIds()).containsExactly(NAME);
        refused(join(mark, certificate(ADA)), "it is not one block");
    }

    @Test
    void aCurveThatIsNotSupportedIsNamed() {
        byte[] oid = HexFormat.of().parseHex("052b81040021");
        byte[] body = join(OpenPgpForge.number(BORN, 4), new byte[] {19}, oid, OpenPgpForge.mpi(new byte[] {4, 1}));
        byte[] key = OpenPgpForge.packet(6, join(new byte[] {4}, body));
        refused(key, "is of a kind that is not supported: ECDSA on the curve 1.3.132.0.33");
    }

    @Test
    void severalCertificatesAreRefused() {
        refused(join(certificate(ADA), certificate(EVE)), "several certificates");
    }

    @Test
    void fortyCertificatesInOneFileAreToldAsSuch() {
        byte[] forty = {};
        for (int i = 0; i < 40; i++) {
            forty = join(forty, certificate(OpenPgpForge.ed25519(4, 100 + i)));
        }
        refused(forty, "several certificates: enrol each from a file of its own");
        refused(
                OpenPgpForge.armor("PUBLIC KEY BLOCK", forty),
                "several certificates: enrol each from a file of its own");
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 7})
    void secretKeyIsRefused(int tag) {
        refused(join(primaryKey(ADA), OpenPgpForge.packet(tag, ADA.body())), "SECRET key");
    }

    @ParameterizedTest
    @CsvSource({"17, DSA", "16, ElGamal"})
    void weakPrimaryKeyIsReadAndCountsForNothing(int algorithm, String name) throws Exception {
        countsForNothing(OpenPgpCertificate.parse(certificate(OpenPgpForge.nonsense(algorithm))), name);
    }

    @Test
    void primaryKeyOfAnUnknownKindIsRefused() {
        refused(
                certificate(OpenPgpForge.nonsense(18)),
                "is of a kind that is not supported: an algorithm for encryption");
    }

    @Test
    void smallRsaCountsForNothing() throws Exception {
        countsForNothing(OpenPgpCertificate.parse(certificate(OpenPgpForge.rsa(1020, 1))), "1020 bits");
        assertThat(only(OpenPgpCertificate.parse(certificate(OpenPgpForge.rsa(1024, 1))))
                        .algorithm())
                .isEqualTo("rsa1024");
    }

    private static void countsForNothing(OpenPgpCertificate certificate, String why) {
        assertThat(certificate.signingKeys()).isEmpty();
        assertThatThrownBy(certificate::validate)
                .isInstanceOf(UnusableKey.class)
                .hasMessageContaining(why);
    }

    @Test
    void whatIsNoCertificateIsRefused() {
        refused(NOTHING, "empty");
        refused(userId(NAME), "does not begin with a public key");
        refused(join(certificate(ADA), new byte[] {0}), "not an OpenPGP certificate");
        refused(Arrays.copyOf(certificate(ADA), 40), "cut short");
        refused("ssh-ed25519 AAAA".getBytes(StandardCharsets.US_ASCII), "BEGIN PGP PUBLIC");
    }

    @Test
    void certificateWithoutSelfSignatureCannotSign() throws Exception {
        byte[] byEve = certification(EVE, ADA, 0x13, 8, NAME, join(made(BORN), flags(3)));
        OpenPgpCertificate certificate = OpenPgpCertificate.parse(join(primaryKey(ADA), userId(NAME), byEve));
        assertThat(certificate.signingKeys()).isEmpty();
        assertThatThrownBy(certificate::validate)
                .isInstanceOf(UnusableKey.class)
                .hasMessageContaining("no valid self-signature");
    }

    @Test
    void certificateOfWhichNoKeyMaySignIsUnusable() throws Exception {
        OpenPgpCertificate certificate = withSelf(join(made(BORN), flags(0x01)));
        assertThatThrownBy(certificate::validate)
                .isInstanceOf(UnusableKey.class)
                .hasMessageContaining("none of its keys can sign");
    }

    @Test
    void latestSelfSignatureCountsWhereverItStands() throws Exception {
        byte[] first = certification(ADA, ADA, 0x13, 8, NAME, join(made(BORN), flags(3), lives(100)));
        byte[] later = certification(ADA, ADA, 0x10, 8, NAME, join(made(BORN + 5), flags(3), lives(900)));
        Instant end = Instant.ofEpochSecond(BORN + 900L);
        assertThat(only(withPackets(first, later)).expires()).contains(end);
        assertThat(only(withPackets(later, first)).expires()).contains(end);
    }

    @Test
    void directSignatureThatOnlyNamesRevokerSaysNothingElse() throws Exception {
        byte[] direct = OpenPgpForge.direct(ADA, join(made(BORN + 9), revoker(EVE)));
        byte[] self = certification(ADA, ADA, 0x13, 8, NAME, join(made(BORN), flags(3), lives(100)));
        OpenPgpCertificate certificate = OpenPgpCertificate.parse(join(primaryKey(ADA), direct, userId(NAME), self));
        assertThat(only(certificate).expires()).contains(Instant.ofEpochSecond(BORN + 100L));
    }

    @Test
    void selfSignatureThatWasTakenBackCountsNoMore() throws Exception {
        byte[] self = certification(ADA, ADA, 0x13, 8, NAME, join(made(BORN), flags(3)));
        byte[] takenBack = certification(ADA, ADA, 0x30, 8, NAME, join(made(BORN + 5), reason(32)));
        byte[] anew = certification(ADA, ADA, 0x13, 8, NAME, join(made(BORN + 9), flags(3)));
        assertThat(withPackets(self, takenBack).signingKeys()).isEmpty();
        assertThat(withPackets(self, takenBack, anew).signingKeys()).hasSize(1);
        byte[] byEve = certification(EVE, ADA, 0x30, 8, NAME, join(made(BORN + 5), reason(32)));
        assertThat(withPackets(self, byEve).signingKeys()).hasSize(1);
    }

    @Test
    void expirationOfTheSelfSignatureEndsTheKey() throws Exception {
        OpenPgpCertificate certificate =
                withSelf(join(made(BORN + 5), flags(3), subpacket(3, OpenPgpForge.number(50, 4)), lives(100)));
        assertThat(only(certificate).expires()).contains(Instant.ofEpochSecond(BORN + 55L));
    }

    @Test
    void bindingOverSha1CountsAndIsRemarked() throws Exception {
        OpenPgpForge.Key rsa = OpenPgpForge.rsa(2048, 9);
        byte[] self = certification(rsa, rsa, 0x13, 2, NAME, join(made(BORN), flags(3)));
        OpenPgpCertificate certificate = OpenPgpCertificate.parse(join(primaryKey(rsa), userId(NAME), self));
        assertThat(certificate.signingKeys()).hasSize(1);
        assertThat(certificate.remarks()).anyMatch(remark -> remark.contains("SHA-1"));
    }

    @Test
    void bindingOverMd5DoesNotCount() throws Exception {
        byte[] self = certification(ADA, ADA, 0x13, 1, NAME, join(made(BORN), flags(3)));
        assertThat(withPackets(self).signingKeys()).isEmpty();
    }

    @Test
    void selfSignatureThatMustBeUnderstoodAndIsNotDoesNotCount() throws Exception {
        assertThat(withSelf(join(made(BORN), flags(3), subpacket(0x80 | 99, NOTHING)))
                        .signingKeys())
                .isEmpty();
        assertThat(withSelf(join(made(BORN), flags(3), subpacket(99, NOTHING))).signingKeys())
                .hasSize(1);
    }

    @Test
    void signingSubkeyThatConsentsMaySign() throws Exception {
        byte[] binding = OpenPgpForge.binding(ADA, SUB, join(made(BORN), flags(2), lives(70), consent(SUB, ADA, SUB)));
        OpenPgpCertificate certificate = OpenPgpCertificate.parse(certificate(ADA, subkey(SUB), binding));
        assertThat(certificate.signingKeys()).hasSize(2);
        assertThat(certificate.signingKeys().get(1).expires()).contains(Instant.ofEpochSecond(BORN + 70L));
    }

    @Test
    void subkeyEndsWithItsPrimaryKey() throws Exception {
        byte[] self = certification(ADA, ADA, 0x13, 8, NAME, join(made(BORN), flags(3), lives(50)));
        byte[] binding = OpenPgpForge.binding(ADA, SUB, join(made(BORN), flags(2), lives(70), consent(SUB, ADA, SUB)));
        OpenPgpCertificate certificate = withPackets(self, subkey(SUB), binding);
        assertThat(certificate.signingKeys().get(1).expires()).contains(Instant.ofEpochSecond(BORN + 50L));
    }

    @Test
    void signingSubkeyThatDidNotConsentCountsForNothing() throws Exception {
        for (byte[] consent : List.of(NOTHING, consent(ADA, ADA, SUB), consent(SUB, EVE, SUB))) {
            byte[] binding = OpenPgpForge.binding(ADA, SUB, join(made(BORN), flags(2), consent));
            OpenPgpCertificate certificate = OpenPgpCertificate.parse(certificate(ADA, subkey(SUB), binding));
            assertThat(certificate.role(certificate.keys().get(1))).isInstanceOf(OpenPgpRole.Unbound.class);
            assertThat(certificate.remarks()).anyMatch(remark -> remark.contains("did not sign its binding"));
        }
    }

    @Test
    void subkeyBoundByStrangerCountsForNothing() throws Exception {
        byte[] binding = OpenPgpForge.binding(EVE, SUB, join(made(BORN), flags(2), consent(SUB, ADA, SUB)));
        OpenPgpCertificate certificate = OpenPgpCertificate.parse(certificate(ADA, subkey(SUB), binding));
        assertThat(certificate.role(certificate.keys().get(1))).isInstanceOf(OpenPgpRole.Unbound.class);
    }

    @Test
    void encryptionSubkeyBelongsButDoesNotSign() throws Exception {
        byte[] binding = OpenPgpForge.binding(ADA, SUB, join(made(BORN), flags(0x0c)));
        OpenPgpCertificate certificate = OpenPgpCertificate.parse(certificate(ADA, subkey(SUB), binding));
        assertThat(certificate.role(certificate.keys().get(1))).isInstanceOf(OpenPgpRole.DoesNotSign.class);
        assertThat(certificate.signingKeys()).hasSize(1);
    }

    @Test
    void latestBindingOfSubkeyCounts() throws Exception {
        byte[] signs = OpenPgpForge.binding(ADA, SUB, join(made(BORN), flags(2), consent(SUB, ADA, SUB)));
        byte[] encrypts = OpenPgpForge.binding(ADA, SUB, join(made(BORN + 1), flags(0x0c)));
        assertThat(OpenPgpCertificate.parse(certificate(ADA, subkey(SUB), signs, encrypts))
                        .signingKeys())
                .hasSize(1);
        assertThat(OpenPgpCertificate.parse(certificate(ADA, subkey(SUB), encrypts, signs))
                        .signingKeys())
                .hasSize(1);
    }

    @Test
    void damagedCertificateIsRefusedOrReadAndNeverAnythingElse() throws Exception {
        byte[] binding = OpenPgpForge.binding(ADA, SUB, join(made(BORN), flags(2), consent(SUB, ADA, SUB)));
        byte[] whole = certificate(ADA, subkey(SUB), binding);
        Random random = new Random(42);
        int unusable = 0;
        for (int i = 0; i < Effort.rounds(3_000); i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                OpenPgpCertificate.parse(damaged).validate();
            } catch (UnusableKey e) {
                unusable++;
            }
        }
        assertThat(unusable).isGreaterThan(Effort.rounds(500));
    }

    private static OpenPgpCertificate withSelf(byte[] hashed) throws UnusableKey {
        return withPackets(certification(ADA, ADA, 0x13, 8, NAME, hashed));
    }

    private static OpenPgpCertificate withPackets(byte[]... packets) throws UnusableKey {
        return OpenPgpCertificate.parse(join(primaryKey(ADA), userId(NAME), join(packets)));
    }

    private static OpenPgpCertificate parse(String armor) throws UnusableKey {
        return OpenPgpCertificate.parse(armor.getBytes(StandardCharsets.US_ASCII));
    }

    private static SigningKey only(OpenPgpCertificate certificate) {
        assertThat(certificate.signingKeys()).hasSize(1);
        return certificate.signingKeys().get(0);
    }

    private static void refused(byte[] file, String why) {
        assertThatThrownBy(() -> OpenPgpCertificate.parse(file))
                .isInstanceOf(UnusableKey.class)
                .hasMessageContaining(why);
    }
}
