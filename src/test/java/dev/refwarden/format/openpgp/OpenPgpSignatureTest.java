package dev.refwarden.format.openpgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refwarden.format.Defect;
import dev.refwarden.format.Keyring;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.git.SignedBytes;
import dev.refwarden.people.SigningKey;
import dev.refwarden.people.SigningKey.Revocation.Kind;
import dev.refwarden.people.UnusableKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures and certificates that GnuPG makes. */
class OpenPgpSignatureTest {
    private static final byte[] DOCUMENT = "tree of life\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private static Path folder;

    private static @Nullable GnuPg running;

    @BeforeAll
    static void start() throws Exception {
        running = new GnuPg(folder);
        gpg().makeKey("ada", "rsa3072", "sign", "never");
    }

    @AfterAll
    static void stop() throws Exception {
        if (running != null) {
            running.stop();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "rsa1024, SHA224 SHA256 SHA384 SHA512",
        "rsa3072, SHA224 SHA256 SHA384 SHA512",
        "rsa4096, SHA256",
        "ed25519, SHA256 SHA384 SHA512",
        "nistp256, SHA256 SHA512",
        "nistp384, SHA384 SHA512",
        "nistp521, SHA512"
    })
    void signaturesOfEveryAlgorithmCount(String algorithm, String digests) throws Exception {
        String name = "kind-" + algorithm;
        String fingerprint = gpg().makeKey(name, algorithm, "sign", "never");
        OpenPgpCertificate certificate = OpenPgpCertificate.parse(gpg().export(name));
        certificate.validate();
        Keyring keys = OpenPgpPeople.keyring(certificate);
        for (String digest : digests.split(" ", -1)) {
            SigningKey key = valid(check(gpg().sign(name, DOCUMENT, "--digest-algo", digest), keys));
            assertThat(key.fingerprint().value()).isEqualTo(fingerprint);
            assertThat(key.algorithm()).isEqualTo(algorithm);
            assertThat(key.rsaBits())
                    .isEqualTo(algorithm.startsWith("rsa") ? Integer.parseInt(algorithm.substring(3)) : 0);
        }
        assertThat(OpenPgpSignature.check(SignedBytes.whole(new byte[1]), gpg().sign(name, DOCUMENT), false, keys))
                .isInstanceOfSatisfying(
                        SignatureCheck.Unusable.class,
                        unusable -> assertThat(unusable.defect()).isEqualTo(Defect.BAD_SIGNATURE));
    }

    @Test
    void manySmallNumbersOfEdwardsSignaturesAreRead() throws Exception {
        gpg().makeKey("often", "ed25519", "sign", "never");
        Keyring keys = keyring("often");
        for (int i = 0; i < 40; i++) {
            byte[] document = ("document " + i).getBytes(StandardCharsets.UTF_8);
            valid(OpenPgpSignature.check(SignedBytes.whole(document), gpg().sign("often", document), false, keys));
        }
    }

    @Test
    void signatureOverSha1IsWeak() throws Exception {
        assertDefect(check(gpg().sign("ada", DOCUMENT, "--digest-algo", "SHA1"), keyring("ada")), Defect.WEAK_DIGEST);
    }

    @Test
    void signatureOfTextIsRefused() throws Exception {
        assertDefect(check(gpg().sign("ada", DOCUMENT, "--textmode"), keyring("ada")), Defect.MALFORMED);
    }

    @Test
    void signatureBySomebodyElseIsUnknown() throws Exception {
        String fingerprint = gpg().makeKey("stranger", "ed25519", "sign", "never");
        assertThat(check(gpg().sign("stranger", DOCUMENT), keyring("ada")))
                .isEqualTo(new SignatureCheck.UnknownKey(fingerprint));
    }

    @Test
    void signingSubkeyCountsAsThePersonsKey() throws Exception {
        String primary = gpg().makeKey("subkeys", "rsa2048", "cert", "never");
        gpg().gpg("--quick-add-key", primary, "ed25519", "sign", "2y");
        gpg().gpg("--quick-add-key", primary, "cv25519", "encr", "never");
        List<String> fingerprints = gpg().fingerprints("subkeys");
        OpenPgpCertificate certificate = OpenPgpCertificate.parse(gpg().export("subkeys"));
        certificate.validate();
        assertThat(certificate.fingerprint().value()).isEqualTo(primary);
        assertThat(certificate.signingKeys()).hasSize(1);
        SigningKey key = valid(check(gpg().sign("subkeys", DOCUMENT), OpenPgpPeople.keyring(certificate)));
        assertThat(key.fingerprint().value()).isEqualTo(fingerprints.get(1));
        assertThat(key.expires()).isPresent();
    }

    @Test
    void encryptionSubkeyIsBoundButSignsNothing() throws Exception {
        String primary = gpg().makeKey("secretive", "ed25519", "sign", "never");
        gpg().gpg("--quick-add-key", primary, "rsa2048", "encr", "never");
        OpenPgpCertificate certificate = OpenPgpCertificate.parse(gpg().export("secretive"));
        assertThat(certificate.keys()).hasSize(2);
        assertThat(certificate.role(certificate.keys().get(1))).isInstanceOf(OpenPgpRole.DoesNotSign.class);
        assertThat(certificate.signingKeys()).hasSize(1);
    }

    @Test
    void certificateForEncryptionAloneIsUnusable() throws Exception {
        gpg().makeKey("certifier", "rsa2048", "cert", "never");
        OpenPgpCertificate certificate = OpenPgpCertificate.parse(gpg().export("certifier"));
        assertThatThrownBy(certificate::validate)
                .isInstanceOf(UnusableKey.class)
                .hasMessageContaining("none of its keys can sign");
    }

    @Test
    void expiredKeyIsValidAndSaysWhenItExpires() throws Exception {
        gpg().gpg(
                        "--faked-system-time",
                        "20200101T000000",
                        "--quick-generate-key",
                        "past <past@example.org>",
                        "ed25519",
                        "sign",
                        "1y");
        byte[] signature = gpg().sign("past", DOCUMENT, "--faked-system-time", "20200601T000000");
        SigningKey key = valid(check(signature, keyring("past")));
        assertThat(key.expires()).contains(Instant.parse("2020-12-31T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({"0, UNSPECIFIED", "1, COMPROMISED", "2, SOFT", "3, SOFT"})
    void revokedKeyIsValidAndSaysWhy(int choice, Kind kind) throws Exception {
        String name = "revoked" + choice;
        String fingerprint = gpg().makeKey(name, "ed25519", "sign", "never");
        byte[] signature = gpg().sign(name, DOCUMENT);
        // gpg asks for a reason by numbers of its own: 1 compromised, 2 superseded, 3 no longer used.
        byte[] revocation = gpg().gpgAnswered("y\n" + choice + "\n\ny\n", "--armor", "--gen-revoke", fingerprint);
        gpg().gpg(revocation, "--import");
        SigningKey key = valid(check(signature, keyring(name)));
        assertThat(key.revocation()).map(SigningKey.Revocation::kind).contains(kind);
    }

    @Test
    void bindingsOverSha1AreRemarked() throws Exception {
        gpg().gpg(
                        "--cert-digest-algo",
                        "SHA1",
                        "--quick-generate-key",
                        "old <old@example.org>",
                        "rsa2048",
                        "sign",
                        "never");
        OpenPgpCertificate certificate = OpenPgpCertificate.parse(gpg().export("old"));
        certificate.validate();
        assertThat(certificate.remarks()).containsExactly("the primary key's self-signature is over SHA-1");
    }

    @Test
    void armoredExportIsReadLikeTheBinaryOne() throws Exception {
        OpenPgpCertificate armored = OpenPgpCertificate.parse(gpg().gpg("--armor", "--export", "ada"));
        assertThat(armored.signingKeys())
                .isEqualTo(OpenPgpCertificate.parse(gpg().export("ada")).signingKeys());
        assertThat(armored.userIds()).containsExactly("ada <ada@example.org>");
    }

    @Test
    void twoCertificatesInOneFileAreRefused() throws Exception {
        gpg().makeKey("second", "ed25519", "sign", "never");
        byte[] both = gpg().export("ada", "second");
        assertThatThrownBy(() -> OpenPgpCertificate.parse(both))
                .isInstanceOf(UnusableKey.class)
                .hasMessageContaining("several certificates");
    }

    @Test
    void secretKeysAreRefused() throws Exception {
        byte[] binary = gpg().gpg("--export-secret-keys", "ada");
        byte[] armored = gpg().gpg("--armor", "--export-secret-keys", "ada");
        for (byte[] secret : List.of(binary, armored)) {
            assertThatThrownBy(() -> OpenPgpCertificate.parse(secret))
                    .isInstanceOf(UnusableKey.class)
                    .hasMessageContaining("SECRET");
        }
    }

    @Test
    void severalThreadsSeeTheSame() throws Exception {
        byte[] signature = gpg().sign("ada", DOCUMENT);
        byte[] export = gpg().export("ada");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 20; round++) {
                Keyring keys = OpenPgpPeople.keyring(OpenPgpCertificate.parse(export));
                List<Callable<SignatureCheck>> checks = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    checks.add(() -> check(signature, keys));
                }
                for (Future<SignatureCheck> future : threads.invokeAll(checks)) {
                    valid(future.get());
                }
            }
        } finally {
            threads.shutdown();
        }
    }

    private static GnuPg gpg() {
        GnuPg found = running;
        if (found == null) {
            throw new IllegalStateException("gpg is not running");
        }
        return found;
    }

    private static Keyring keyring(String name) throws Exception {
        return OpenPgpPeople.keyring(OpenPgpCertificate.parse(gpg().export(name)));
    }

    private static SignatureCheck check(byte[] armor, Keyring keys) {
        return OpenPgpSignature.check(SignedBytes.whole(DOCUMENT), armor, false, keys);
    }

    private static SigningKey valid(SignatureCheck check) {
        assertThat(check).isInstanceOf(SignatureCheck.Valid.class);
        return ((SignatureCheck.Valid) check).key();
    }

    private static void assertDefect(SignatureCheck check, Defect defect) {
        assertThat(check)
                .isInstanceOfSatisfying(
                        SignatureCheck.Unusable.class,
                        unusable -> assertThat(unusable.defect()).isEqualTo(defect));
    }
}
