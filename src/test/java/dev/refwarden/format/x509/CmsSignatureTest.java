package dev.refwarden.format.x509;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.format.Defect;
import dev.refwarden.format.Keyring;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.format.SignatureFormats;
import dev.refwarden.format.x509.TestAuthority.Shape;
import dev.refwarden.git.SignedBytes;
import dev.refwarden.people.SigningKey;
import dev.refwarden.people.TestKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CMS signatures of every shape by certificates of every shape. */
class CmsSignatureTest {
    private static final byte[] DATA = "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n".getBytes(US_ASCII);
    private static final String EMAIL = "ada@example.org";
    private static final Instant SIGNED = Instant.parse("2026-05-05T10:00:00Z");
    private static final Optional<String> ANY_LOGIN = Optional.empty();
    private static final ASN1ObjectIdentifier TOKEN_ISSUER = new ASN1ObjectIdentifier("1.3.6.1.4.1.57264.1.8");
    private final TestAuthority root = TestAuthority.root("Root");
    private final TestAuthority ada = root.issue("Ada", Shape.leaf(EMAIL));

    @ParameterizedTest
    @CsvSource({
        "RSA,SHA256withRSA",
        "RSA,SHA512withRSA",
        "RSA,SHA256withRSAandMGF1",
        "RSA,SHA384withRSAandMGF1",
        "RSA,SHA512withRSAandMGF1",
        "secp384r1,SHA384withECDSA",
        "secp521r1,SHA512withECDSA",
        "brainpoolP256r1,SHA256withECDSA",
        "brainpoolP384r1,SHA384withECDSA",
        "brainpoolP512r1,SHA512withECDSA",
        "ECDSA,SHA256withECDSA",
        "ECDSA,SHA384withECDSA",
        "Ed25519,Ed25519"
    })
    void aSignatureByAnEnrolledIdentityIsValid(String algorithm, String scheme) throws Exception {
        TestAuthority leaf = root.issue("Ada", Shape.leaf(EMAIL).of(algorithm));
        SignatureCheck.Valid valid = valid(check(sign(leaf, scheme), enrolled()));
        assertThat(valid.enrolled().id().value()).isEqualTo("key0");
        assertThat(valid.key().fingerprint().value())
                .isEqualTo(leaf.certificate().fingerprint());
        assertThat(valid.key().expires()).contains(TestAuthority.ENDS.plusSeconds(1));
        assertThat(valid.flags()).isEmpty();
    }

    @Test
    void theAddressIsComparedWithoutCase() throws Exception {
        TestAuthority leaf = root.issue("Ada", Shape.leaf("Ada@Example.ORG"));
        valid(check(sign(leaf, "SHA256withECDSA"), enrolled()));
    }

    @Test
    void otherBytesWereNotSigned() throws Exception {
        byte[] cms = sign(ada, "SHA256withECDSA");
        SignatureCheck check = SignatureFormats.check(
                SignedBytes.whole("other".getBytes(US_ASCII)), CmsSigning.armor(cms), false, enrolled());
        assertDefect(Defect.BAD_SIGNATURE, check);
    }

    @Test
    void anAddressThatNobodyEnrolledIsUnknown() throws Exception {
        TestAuthority eve = root.issue("Eve", Shape.leaf("eve@example.org"));
        assertThat(check(sign(eve, "SHA256withECDSA"), enrolled()))
                .isEqualTo(new SignatureCheck.UnknownKey("x509:eve@example.org"));
        assertThat(check(sign(eve, "SHA256withECDSA"), TestKeys.keyring()))
                .isEqualTo(new SignatureCheck.UnknownKey("x509:eve@example.org"));
    }

    @Test
    void anAddressInTheSubjectAloneDoesNotCount() throws Exception {
        TestAuthority eve = root.issue("Eve,E=" + EMAIL, Shape.leaf(EMAIL).without(Extension.subjectAlternativeName));
        assertThat(check(sign(eve, "SHA256withECDSA"), enrolled())).isInstanceOf(SignatureCheck.UnknownKey.class);
    }

    @Test
    void anotherAuthorityIsNotTrusted() throws Exception {
        TestAuthority leaf = TestAuthority.root("Root").issue("Ada", Shape.leaf(EMAIL));
        assertDefect(Defect.UNTRUSTED_ISSUER, check(sign(leaf, "SHA256withECDSA"), enrolled()));
    }

    @Test
    void aSelfSignedCertificateIsNotTrusted() throws Exception {
        TestAuthority leaf = TestAuthority.root("Ada", Shape.leaf(EMAIL));
        assertDefect(Defect.UNTRUSTED_ISSUER, check(sign(leaf, "SHA256withECDSA"), enrolled()));
    }

    @Test
    void aCertificateForAnotherLoginIsNotTrusted() throws Exception {
        Optional<String> login = Optional.of("https://id.example.org");
        Keyring keys = TestKeys.keyring(identity(login, Optional.empty()));
        TestAuthority right =
                root.issue("Ada", Shape.leaf(EMAIL).with(TOKEN_ISSUER, false, new DERUTF8String(login.get())));
        valid(check(sign(right, "SHA256withECDSA"), keys));
        TestAuthority wrong = root.issue(
                "Ada", Shape.leaf(EMAIL).with(TOKEN_ISSUER, false, new DERUTF8String("https://evil.example")));
        assertDefect(Defect.UNTRUSTED_ISSUER, check(sign(wrong, "SHA256withECDSA"), keys));
        assertDefect(Defect.UNTRUSTED_ISSUER, check(sign(ada, "SHA256withECDSA"), keys));
    }

    @Test
    void twoLoginsInOneCertificateAreNone() throws Exception {
        Optional<String> login = Optional.of("https://id.example.org");
        TestAuthority both = root.issue(
                "Ada",
                Shape.leaf(EMAIL)
                        .with(TOKEN_ISSUER, false, new DERUTF8String(login.get()))
                        .with(
                                new ASN1ObjectIdentifier("1.3.6.1.4.1.57264.1.1"),
                                false,
                                new DERUTF8String("https://evil.example")));
        Keyring keys = TestKeys.keyring(identity(login, Optional.empty()));
        assertDefect(Defect.UNTRUSTED_ISSUER, check(sign(both, "SHA256withECDSA"), keys));
    }

    @Test
    void aCertificateForWebServersSignsNothing() throws Exception {
        Shape web = Shape.leaf(EMAIL)
                .with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        assertDefect(Defect.NOT_A_SIGNING_KEY, check(sign(root.issue("Ada", web), "SHA256withECDSA"), enrolled()));
        Shape encrypts = Shape.leaf(EMAIL).with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyEncipherment));
        assertDefect(Defect.NOT_A_SIGNING_KEY, check(sign(root.issue("Ada", encrypts), "SHA256withECDSA"), enrolled()));
    }

    @Test
    void aRevokedCertificateCarriesItsRevocation() throws Exception {
        byte[] list = root.list(
                TestAuthority.BORN,
                TestAuthority.ENDS,
                Map.of(new java.math.BigInteger(serial(ada)), CRLReason.keyCompromise));
        var authority = TestAuthority.read(root.pem() + TestAuthority.pem("X509 CRL", list));
        Keyring keys = TestKeys.keyring(
                new X509Identity(CertifiedName.email(EMAIL), authority, "a", ANY_LOGIN, Optional.empty()));
        assertThat(valid(check(sign(ada, "SHA256withECDSA"), keys)).key().revocation())
                .contains(new SigningKey.Revocation(SigningKey.Revocation.Kind.COMPROMISED, TestAuthority.BORN));
    }

    @Test
    void judgedAtItsSigningTimeItCountsForAWhile() throws Exception {
        Keyring keys = TestKeys.keyring(identity(ANY_LOGIN, Optional.of(Duration.ofDays(3))));
        TestAuthority brief =
                root.issue("Ada", Shape.leaf(EMAIL).living(SIGNED.minusSeconds(5), SIGNED.plusSeconds(600)));
        SigningKey key = valid(check(signAt(brief, Optional.of(SIGNED)), keys)).key();
        assertThat(key.expires()).contains(SIGNED.plus(Duration.ofDays(3)));
        assertDefect(Defect.NOT_VALID_THEN, check(signAt(brief, Optional.of(SIGNED.plusSeconds(700))), keys));
        assertDefect(Defect.NOT_VALID_THEN, check(signAt(brief, Optional.of(SIGNED.minusSeconds(6))), keys));
        assertDefect(Defect.MALFORMED, check(signAt(brief, Optional.empty()), keys));
    }

    @Test
    void sha1IsWeak() throws Exception {
        assertDefect(Defect.WEAK_DIGEST, check(sign(ada, "SHA1withECDSA"), enrolled()));
    }

    @ParameterizedTest
    @CsvSource({"RSA,SHA1withRSAandMGF1", "RSA,SHA1withRSA"})
    void weakRsaSignaturesAreToldAsSuch(String algorithm, String scheme) throws Exception {
        TestAuthority leaf = root.issue("Ada", Shape.leaf(EMAIL).of(algorithm));
        assertDefect(Defect.WEAK_DIGEST, check(sign(leaf, scheme), enrolled()));
    }

    @Test
    void aCurveThatIsNotJudgedIsToldAsSuch() throws Exception {
        TestAuthority leaf = root.issue("Ada", Shape.leaf(EMAIL).of("secp224r1"));
        assertThat(check(sign(leaf, "SHA256withECDSA"), enrolled()))
                .isEqualTo(new SignatureCheck.Unusable(
                        Defect.UNSUPPORTED, "its certificate holds a key on a curve that is not supported"));
    }

    @Test
    void aWorkflowsAddressIsComparedToTheLetter() throws Exception {
        String workflow = "https://forge.example/org/repo/.github/workflows/release.yml@refs/heads/main";
        Keyring keys = TestKeys.keyring(new X509Identity(
                CertifiedName.uri(workflow), TestAuthority.trusted(root), "a", ANY_LOGIN, Optional.empty()));
        valid(check(sign(root.issue("Job", workflowLeaf(workflow)), "SHA256withECDSA"), keys));
        String other = workflow.replace("main", "Main");
        assertThat(check(sign(root.issue("Job", workflowLeaf(other)), "SHA256withECDSA"), keys))
                .isEqualTo(new SignatureCheck.UnknownKey("x509:" + other));
        assertThat(check(sign(ada, "SHA256withECDSA"), keys)).isInstanceOf(SignatureCheck.UnknownKey.class);
        TestAuthority mail = root.issue("Job", Shape.leaf(workflow));
        assertThat(check(sign(mail, "SHA256withECDSA"), keys)).isInstanceOf(SignatureCheck.UnknownKey.class);
    }

    private static Shape workflowLeaf(String workflow) {
        return Shape.leaf(EMAIL)
                .with(
                        Extension.subjectAlternativeName,
                        true,
                        new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, workflow)));
    }

    @Test
    void certificatesThatNobodyNeedsSpoilNothing() throws Exception {
        CMSSignedDataGenerator generator = CmsSigning.generator(ada, "SHA256withECDSA", Optional.of(SIGNED));
        generator.addCertificate(new X509CertificateHolder(
                TestAuthority.root("Elsewhere", Shape.authority().of("secp224r1"))
                        .encoded()));
        generator.addCertificate(
                new X509CertificateHolder(TestAuthority.root("Root").encoded()));
        Shape damaged = Shape.leaf(EMAIL).withBytes(new byte[] {0x30, 0x05});
        generator.addCertificate(
                new X509CertificateHolder(root.issue("Damaged", damaged).encoded()));
        valid(check(generator.generate(new CMSProcessableByteArray(DATA), false).getEncoded(), enrolled()));
    }

    @Test
    void aSignatureThatNamesItsKeyInsteadOfItsIssuerIsValid() throws Exception {
        TestAuthority leaf = root.issue(
                "Ada",
                Shape.leaf(EMAIL)
                        .with(
                                Extension.subjectKeyIdentifier,
                                false,
                                new org.bouncycastle.asn1.x509.SubjectKeyIdentifier(new byte[] {1, 2, 3})));
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(
                new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                        .build(CmsSigning.signer(leaf, "SHA256withECDSA"), new byte[] {1, 2, 3}));
        generator.addCertificate(new X509CertificateHolder(leaf.encoded()));
        valid(check(generator.generate(new CMSProcessableByteArray(DATA), false).getEncoded(), enrolled()));
    }

    private X509Identity identity(Optional<String> login, Optional<Duration> within) {
        return new X509Identity(
                CertifiedName.email(EMAIL), TestAuthority.trusted(root), "authorities/root.pem", login, within);
    }

    private Keyring enrolled() {
        return TestKeys.keyring(identity(ANY_LOGIN, Optional.empty()));
    }

    private static String serial(TestAuthority leaf) throws Exception {
        return new X509CertificateHolder(leaf.encoded()).getSerialNumber().toString();
    }

    private static byte[] sign(TestAuthority leaf, String scheme) throws Exception {
        return CmsSigning.generator(leaf, scheme, Optional.of(SIGNED))
                .generate(new CMSProcessableByteArray(DATA), false)
                .getEncoded();
    }

    private static byte[] signAt(TestAuthority leaf, Optional<Instant> time) throws Exception {
        return CmsSigning.generator(leaf, "SHA256withECDSA", time)
                .generate(new CMSProcessableByteArray(DATA), false)
                .getEncoded();
    }

    private static SignatureCheck check(byte[] cms, Keyring keys) {
        return SignatureFormats.check(SignedBytes.whole(DATA), CmsSigning.armor(cms), false, keys);
    }

    private static SignatureCheck.Valid valid(SignatureCheck check) {
        assertThat(check).isInstanceOf(SignatureCheck.Valid.class);
        return (SignatureCheck.Valid) check;
    }

    private static void assertDefect(Defect defect, SignatureCheck check) {
        assertThat(check)
                .isInstanceOfSatisfying(
                        SignatureCheck.Unusable.class,
                        unusable -> assertThat(unusable.defect()).isEqualTo(defect));
    }
}
