package dev.refwarden.format.x509;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.format.Defect;
import dev.refwarden.format.Keyring;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.format.SignatureFormats;
import dev.refwarden.format.x509.TestAuthority.Shape;
import dev.refwarden.git.SignedBytes;
import dev.refwarden.people.TestKeys;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RSASSA-PSS in CMS messages (RFC 4056), with every kind of parameters. */
class CmsPssTest {
    private static final byte[] DATA = "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n".getBytes(US_ASCII);
    private static final String EMAIL = "ada@example.org";
    private static final TestAuthority ROOT = TestAuthority.root("Root");
    private static final TestAuthority ADA = ROOT.issue("Ada", Shape.leaf(EMAIL).of("RSA"));
    private static final TestAuthority PSS_ONLY =
            ROOT.issue("Ada", Shape.leaf(EMAIL).of("RSASSA-PSS"));

    @ParameterizedTest
    @CsvSource({"SHA-256,SHA-256,0", "SHA-256,SHA-256,32", "SHA-384,SHA-384,20", "SHA-512,SHA-512,190"})
    void anySaltThatItsParametersNameIsGood(String digest, String mask, int salt) throws Exception {
        assertThat(check(ADA, digest, mask, salt)).isInstanceOf(SignatureCheck.Valid.class);
        assertThat(check(PSS_ONLY, digest, mask, salt)).isInstanceOf(SignatureCheck.Valid.class);
    }

    @ParameterizedTest
    @CsvSource({"SHA-1,SHA-1", "SHA-1,SHA-256"})
    void overSha1ItIsWeak(String digest, String mask) throws Exception {
        assertDefect(Defect.WEAK_DIGEST, check(ADA, digest, mask, 20));
    }

    @ParameterizedTest
    @CsvSource({"SHA-256,SHA-1", "SHA-512,SHA-256", "SHA3-256,SHA3-256"})
    void anotherMaskOrDigestIsNotSupported(String digest, String mask) throws Exception {
        assertDefect(Defect.UNSUPPORTED, check(ADA, digest, mask, 32));
    }

    @Test
    void aKeyForPssAloneSignsNothingElse() throws Exception {
        CMSSignedDataGenerator generator = CmsSigning.generator(PSS_ONLY, "SHA256withRSAandMGF1", Optional.empty());
        byte[] cms =
                generator.generate(new CMSProcessableByteArray(DATA), false).getEncoded();
        assertThat(check(cms)).isInstanceOf(SignatureCheck.Valid.class);
        byte[] plain = CmsSigning.generator(PSS_ONLY, "SHA256withRSA", Optional.empty())
                .generate(new CMSProcessableByteArray(DATA), false)
                .getEncoded();
        assertDefect(Defect.BAD_SIGNATURE, check(plain));
    }

    private static SignatureCheck check(TestAuthority leaf, String digest, String mask, int salt) throws Exception {
        ContentSigner signer = new PssSigner(
                leaf.keys().getPrivate(),
                new PSSParameterSpec(digest, "MGF1", new MGF1ParameterSpec(mask), salt, 1),
                new ByteArrayOutputStream());
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(
                new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                        .build(signer, new X509CertificateHolder(leaf.encoded())));
        generator.addCertificate(new X509CertificateHolder(leaf.encoded()));
        return check(
                generator.generate(new CMSProcessableByteArray(DATA), false).getEncoded());
    }

    private static SignatureCheck check(byte[] cms) {
        Keyring keys = TestKeys.keyring(new X509Identity(
                CertifiedName.email(EMAIL), TestAuthority.trusted(ROOT), "a", Optional.empty(), Optional.empty()));
        return SignatureFormats.check(SignedBytes.whole(DATA), CmsSigning.armor(cms), false, keys);
    }

    private static void assertDefect(Defect defect, SignatureCheck check) {
        assertThat(check)
                .isInstanceOfSatisfying(
                        SignatureCheck.Unusable.class,
                        unusable -> assertThat(unusable.defect()).isEqualTo(defect));
    }

    /** Signs with any parameters, sensible or not. */
    private record PssSigner(PrivateKey key, PSSParameterSpec parameters, ByteArrayOutputStream signed)
            implements ContentSigner {
        private static final DefaultDigestAlgorithmIdentifierFinder DIGESTS =
                new DefaultDigestAlgorithmIdentifierFinder();

        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
            String mask = ((MGF1ParameterSpec) parameters.getMGFParameters()).getDigestAlgorithm();
            return new AlgorithmIdentifier(
                    PKCSObjectIdentifiers.id_RSASSA_PSS,
                    new RSASSAPSSparams(
                            DIGESTS.find(parameters.getDigestAlgorithm()),
                            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, DIGESTS.find(mask)),
                            new ASN1Integer(parameters.getSaltLength()),
                            new ASN1Integer(1)));
        }

        @Override
        public OutputStream getOutputStream() {
            return signed;
        }

        @Override
        public byte[] getSignature() {
            try {
                Signature signature = Signature.getInstance("RSASSA-PSS");
                signature.setParameter(parameters);
                signature.initSign(key);
                signature.update(signed.toByteArray());
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
