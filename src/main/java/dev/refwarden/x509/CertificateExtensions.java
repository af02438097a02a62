package dev.refwarden.x509;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.TBSCertificate;

/**
 * What a certificate says beyond names, times and key (RFC 5280, section 4.2).
 *
 * @param authority whether it may issue others at all
 * @param pathLength how many further authorities may stand below it; absent where there is no limit
 * @param signsCertificates whether its key may sign certificates
 * @param signsLists whether its key may sign revocation lists
 * @param signsData whether its key may sign anything else
 * @param uses for what it may be used, where it says so
 * @param constraints which names those below it may bear
 * @param notUnderstood whether something critical in it is not understood, so that nothing may rest on it
 */
record CertificateExtensions(
        boolean authority,
        Optional<Integer> pathLength,
        boolean signsCertificates,
        boolean signsLists,
        boolean signsData,
        Optional<List<KeyPurposeId>> uses,
        List<GeneralName> names,
        List<String> oidcIssuers,
        Optional<NameConstraints> constraints,
        byte[] subjectKeyId,
        boolean notUnderstood) {
    /** The issuer of a token: once as bare text, later as ASN.1 (Fulcio's certificate specification). */
    private static final ASN1ObjectIdentifier ISSUER_TEXT = new ASN1ObjectIdentifier("1.3.6.1.4.1.57264.1.1");

    private static final ASN1ObjectIdentifier ISSUER = new ASN1ObjectIdentifier("1.3.6.1.4.1.57264.1.8");

    private static final List<KeyPurposeId> ACCEPTED = List.of(
            KeyPurposeId.id_kp_codeSigning, KeyPurposeId.id_kp_emailProtection, KeyPurposeId.anyExtendedKeyUsage);

    /** Policies without constraints on them change no verdict, since none is demanded. */
    private static final Set<ASN1ObjectIdentifier> UNDERSTOOD = Set.of(
            Extension.basicConstraints,
            Extension.keyUsage,
            Extension.extendedKeyUsage,
            Extension.subjectAlternativeName,
            Extension.nameConstraints,
            Extension.certificatePolicies);

    static CertificateExtensions of(TBSCertificate body) throws Malformed {
        Extensions all = Optional.ofNullable(body.getExtensions()).orElseGet(() -> new Extensions(new Extension[0]));
        Optional<BasicConstraints> basic = Optional.ofNullable(BasicConstraints.fromExtensions(all));
        Optional<KeyUsage> usage = Optional.ofNullable(KeyUsage.fromExtensions(all));
        Optional<ExtendedKeyUsage> uses = Optional.ofNullable(ExtendedKeyUsage.fromExtensions(all));
        Optional<SubjectKeyIdentifier> id = Optional.ofNullable(SubjectKeyIdentifier.fromExtensions(all));
        return new CertificateExtensions(
                basic.isPresent() && basic.get().isCA(),
                basic.map(BasicConstraints::getPathLenConstraint)
                        .map(length -> length.bitLength() < 16 ? length.intValue() : Short.MAX_VALUE),
                may(usage, KeyUsage.keyCertSign),
                may(usage, KeyUsage.cRLSign),
                may(usage, KeyUsage.digitalSignature) || may(usage, KeyUsage.nonRepudiation),
                uses.map(list -> List.of(list.getUsages())),
                names(all),
                issuers(all),
                Optional.ofNullable(
                        NameConstraints.getInstance(all.getExtensionParsedValue(Extension.nameConstraints))),
                id.map(SubjectKeyIdentifier::getKeyIdentifier).orElse(new byte[0]),
                notUnderstood(all));
    }

    /** Whether a leaf may sign what git signs. */
    boolean maySignData() {
        return signsData && suits();
    }

    /** Whether the uses that it names, if any, cover the signing of code or mail. */
    boolean suits() {
        return uses.isEmpty() || uses.get().stream().anyMatch(ACCEPTED::contains);
    }

    List<String> emails() {
        List<String> emails = new ArrayList<>();
        for (GeneralName name : names) {
            if (name.getTagNo() == GeneralName.rfc822Name && name.getName() instanceof ASN1String text) {
                emails.add(text.getString());
            }
        }
        return emails;
    }

    private static boolean may(Optional<KeyUsage> usage, int bit) {
        return usage.isEmpty() || usage.get().hasUsages(bit);
    }

    private static List<GeneralName> names(Extensions all) {
        GeneralNames names = GeneralNames.fromExtensions(all, Extension.subjectAlternativeName);
        return names == null ? List.of() : List.of(names.getNames());
    }

    private static List<String> issuers(Extensions all) throws Malformed {
        Set<String> issuers = new LinkedHashSet<>();
        Extension text = all.getExtension(ISSUER_TEXT);
        if (text != null) {
            issuers.add(new String(text.getExtnValue().getOctets(), StandardCharsets.UTF_8));
        }
        Extension string = all.getExtension(ISSUER);
        if (string != null) {
            if (!(string.getParsedValue() instanceof ASN1String issuer)) {
                throw new Malformed("the token issuer in its certificate is damaged");
            }
            issuers.add(issuer.getString());
        }
        return List.copyOf(issuers);
    }

    private static boolean notUnderstood(Extensions all) {
        for (ASN1ObjectIdentifier critical : all.getCriticalExtensionOIDs()) {
            if (!UNDERSTOOD.contains(critical)) {
                return true;
            }
        }
        return false;
    }
}
