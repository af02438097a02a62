package dev.refwarden.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.key.Keyring;
import dev.refwarden.key.TestKeys;
import dev.refwarden.key.X509Identity;
import dev.refwarden.object.SignedBytes;
import dev.refwarden.x509.TestAuthority;
import dev.refwarden.x509.TestAuthority.Shape;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
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
        CMSSignedDataGenerator generator = generator(ada, "SHA256withECDSA", Optional.empty());
        TestAuthority eve = root.issue("Eve", Shape.leaf("eve@example.org"));
        generator.addSignerInfoGenerator(
                new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                        .build(signer(eve, "SHA256withECDSA"), new X509CertificateHolder(eve.encoded())));
        byte[] cms =
                generator.generate(new CMSProcessableByteArray(DATA), false).getEncoded();
        assertDefect(Defect.MALFORMED, check(cms, enrolled()));
    }

    @Test
    void contentInsideIsRefused() throws Exception {
        byte[] cms = generator(ada, "SHA256withECDSA", Optional.empty())
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
                        .build(signer(ada, "SHA256withECDSA"), new X509CertificateHolder(ada.encoded())));
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
                        .build(signer(ada, "SHA256withECDSA"), new X509CertificateHolder(ada.encoded())));
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
        for (int bit = 0; bit < cms.length * 8; bit++) {
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
        return new X509Identity(EMAIL, TestAuthority.trusted(root), "authorities/root.pem", login, within);
    }

    private Keyring enrolled() {
        return TestKeys.keyring(identity(ANY_LOGIN, Optional.empty()));
    }

    private static byte[] sign(TestAuthority leaf, String scheme) throws Exception {
        return generator(leaf, scheme, Optional.of(SIGNED))
                .generate(new CMSProcessableByteArray(DATA), false)
                .getEncoded();
    }

    private static CMSSignedDataGenerator generator(TestAuthority leaf, String scheme, Optional<Instant> time)
            throws Exception {
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        JcaSignerInfoGeneratorBuilder builder =
                new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build());
        builder.setSignedAttributeGenerator(parameters -> {
            AttributeTable table = new DefaultSignedAttributeTableGenerator()
                    .getAttributes(parameters)
                    .remove(CMSAttributes.signingTime)
                    .remove(CMSAttributes.cmsAlgorithmProtect);
            return time.isEmpty()
                    ? table
                    : table.add(
                            new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(time.get()))))
                                    .getAttrType(),
                            new Time(Date.from(time.get())));
        });
        generator.addSignerInfoGenerator(
                builder.build(signer(leaf, scheme), new X509CertificateHolder(leaf.encoded())));
        generator.addCertificate(new X509CertificateHolder(leaf.encoded()));
        return generator;
    }

    private static org.bouncycastle.operator.ContentSigner signer(TestAuthority leaf, String scheme) throws Exception {
        return new JcaContentSignerBuilder(scheme).build(leaf.keys().getPrivate());
    }

    private static SignatureCheck check(byte[] cms, Keyring keys) {
        return ArmoredSignature.check(SignedBytes.whole(DATA), armor(cms), false, keys);
    }

    private static byte[] armor(byte[] cms) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(cms);
        return ("-----BEGIN SIGNED MESSAGE-----\n" + base64 + "\n-----END SIGNED MESSAGE-----\n").getBytes(US_ASCII);
    }

    private static void assertDefect(Defect defect, SignatureCheck check) {
        assertThat(check)
                .isInstanceOfSatisfying(
                        SignatureCheck.Unusable.class,
                        unusable -> assertThat(unusable.defect()).isEqualTo(defect));
    }
}
