package dev.refwarden.format.x509;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.format.DamagedBytes;
import dev.refwarden.format.Defect;
import dev.refwarden.format.Keyring;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.format.SignatureFormats;
import dev.refwarden.format.x509.TestAuthority.Shape;
import dev.refwarden.git.SignedBytes;
import dev.refwarden.people.TestKeys;
import dev.refwarden.suite.Effort;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.Test;

/** What becomes of one real CMS signature when a single thing in it is damaged. */
class CmsDamageTest {
    private static final byte[] DATA = "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n".getBytes(US_ASCII);
    private static final String EMAIL = "ada@example.org";
    private static final Instant SIGNED = Instant.parse("2026-05-05T10:00:00Z");
    private static final Optional<String> ANY_LOGIN = Optional.empty();
    private final TestAuthority root = TestAuthority.root("Root");
    private final TestAuthority ada = root.issue("Ada", Shape.leaf(EMAIL));

    @Test
    void severalSignersAreRefused() throws Exception {
        CMSSignedDataGenerator generator = CmsSigning.generator(ada, "SHA256withECDSA", Optional.empty());
        TestAuthority eve = root.issue("Eve", Shape.leaf("eve@example.org"));
        generator.addSignerInfoGenerator(
                new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                        .build(CmsSigning.signer(eve, "SHA256withECDSA"), new X509CertificateHolder(eve.encoded())));
        byte[] cms =
                generator.generate(new CMSProcessableByteArray(DATA), false).getEncoded();
        assertDefect(Defect.MALFORMED, check(cms, enrolled()));
    }

    @Test
    void contentInsideIsRefused() throws Exception {
        byte[] cms = CmsSigning.generator(ada, "SHA256withECDSA", Optional.empty())
                .generate(new CMSProcessableByteArray(DATA), true)
                .getEncoded();
        assertDefect(Defect.MALFORMED, check(cms, enrolled()));
    }

    @Test
    void aSignatureWithoutSignedAttributesIsRefused() throws Exception {
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(
                new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                        .setDirectSignature(true)
                        .build(CmsSigning.signer(ada, "SHA256withECDSA"), new X509CertificateHolder(ada.encoded())));
        generator.addCertificate(new X509CertificateHolder(ada.encoded()));
        byte[] cms =
                generator.generate(new CMSProcessableByteArray(DATA), false).getEncoded();
        assertDefect(Defect.MALFORMED, check(cms, enrolled()));
    }

    @Test
    void aSignatureWithoutItsCertificateIsRefused() throws Exception {
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(
                new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                        .build(CmsSigning.signer(ada, "SHA256withECDSA"), new X509CertificateHolder(ada.encoded())));
        byte[] cms =
                generator.generate(new CMSProcessableByteArray(DATA), false).getEncoded();
        assertDefect(Defect.MALFORMED, check(cms, enrolled()));
    }

    @Test
    void noTruncationIsValid() throws Exception {
        byte[] cms = sign(ada, "SHA256withECDSA");
        for (int length = 0; length < cms.length; length++) {
            assertDefect(Defect.MALFORMED, check(Arrays.copyOf(cms, length), enrolled()));
        }
    }

    @Test
    void noFlippedBitOfWhatIsSignedIsValid() throws Exception {
        byte[] cms = sign(ada, "SHA256withECDSA");
        List<Integer> valid = new ArrayList<>();
        for (int bit = 0; bit < cms.length * 8; bit += Effort.step()) {
            if (check(DamagedBytes.flipped(cms, bit), enrolled()) instanceof SignatureCheck.Valid) {
                valid.add(bit / 8);
            }
        }
        // Only versions and the list of digests, which nothing rests on, may be written otherwise.
        assertThat(valid).allMatch(at -> isUnsignedPart(cms, at));
    }

    @Test
    void trailingBytesAreRefused() throws Exception {
        byte[] cms = sign(ada, "SHA256withECDSA");
        assertDefect(Defect.MALFORMED, check(Arrays.copyOf(cms, cms.length + 1), enrolled()));
    }

    /** The parts of a CMS message that no signature covers and nothing is concluded from. */
    private static boolean isUnsignedPart(byte[] cms, int at) {
        String hex = java.util.HexFormat.of().formatHex(cms);
        int digests = hex.indexOf("310d300b0609608648016503040201") / 2;
        boolean version = cms[at - 1] == 1 && cms[at - 2] == 2;
        boolean listedDigest = digests > 0 && at >= digests && at < digests + 15;
        boolean digestParameters = at > cms.length - 300;
        return version || listedDigest || digestParameters;
    }

    private X509Identity identity(Optional<String> login, Optional<Duration> within) {
        return new X509Identity(
                CertifiedName.email(EMAIL), TestAuthority.trusted(root), "authorities/root.pem", login, within);
    }

    private Keyring enrolled() {
        return TestKeys.keyring(identity(ANY_LOGIN, Optional.empty()));
    }

    private static byte[] sign(TestAuthority leaf, String scheme) throws Exception {
        return CmsSigning.generator(leaf, scheme, Optional.of(SIGNED))
                .generate(new CMSProcessableByteArray(DATA), false)
                .getEncoded();
    }

    private static SignatureCheck check(byte[] cms, Keyring keys) {
        return SignatureFormats.check(SignedBytes.whole(DATA), CmsSigning.armor(cms), false, keys);
    }

    private static void assertDefect(Defect defect, SignatureCheck check) {
        assertThat(check)
                .isInstanceOfSatisfying(
                        SignatureCheck.Unusable.class,
                        unusable -> assertThat(unusable.defect()).isEqualTo(defect));
    }
}
