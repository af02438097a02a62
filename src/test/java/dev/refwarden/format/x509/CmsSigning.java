package dev.refwarden.format.x509;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** CMS signatures as gpgsm makes them, by certificates of {@link TestAuthority}. */
public final class CmsSigning {
    private CmsSigning() {}

    public static CMSSignedDataGenerator generator(TestAuthority leaf, String scheme, Optional<Instant> time)
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

    public static ContentSigner signer(TestAuthority leaf, String scheme) {
        return TestAuthority.signerOf(leaf.keys(), scheme);
    }

    public static byte[] armor(byte[] cms) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(cms);
        return ("-----BEGIN SIGNED MESSAGE-----\n" + base64 + "\n-----END SIGNED MESSAGE-----\n").getBytes(US_ASCII);
    }
}
