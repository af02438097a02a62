package dev.refwarden.format.x509;

import dev.refwarden.format.Malformed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.jspecify.annotations.Nullable;

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

    private static final int MOST_NAMES = 256;

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
        Optional<BasicConstraints> basic =
                value(all, Extension.basicConstraints).map(BasicConstraints::getInstance);
        Optional<KeyUsage> usage = value(all, Extension.keyUsage).map(KeyUsage::getInstance);
        return new CertificateExtensions(
                basic.isPresent() && basic.get().isCA(),
                basic.map(BasicConstraints::getPathLenConstraint)
                        .map(length -> length.bitLength() < 16 ? length.intValue() : Short.MAX_VALUE),
                may(usage, KeyUsage.keyCertSign),
                may(usage, KeyUsage.cRLSign),
                may(usage, KeyUsage.digitalSignature) || may(usage, KeyUsage.nonRepudiation),
                value(all, Extension.extendedKeyUsage)
                        .map(uses -> List.of(ExtendedKeyUsage.getInstance(uses).getUsages())),
                names(all),
                issuers(all),
                constraints(all),
                value(all, Extension.subjectKeyIdentifier)
                        .map(id -> SubjectKeyIdentifier.getInstance(id).getKeyIdentifier())
                        .orElse(new byte[0]),
                notUnderstood(all));
    }

    /** What an extension holds, once it lies no deeper than any reader can bear. */
    private static Optional<ASN1Primitive> value(Extensions all, ASN1ObjectIdentifier name) throws Malformed {
        Extension extension = all.getExtension(name);
        if (extension == null) {
            return Optional.empty();
        }
        byte[] octets = extension.getExtnValue().getOctets();
        Asn1.checkDepth(octets);
        try {
            return Optional.of(ASN1Primitive.fromByteArray(octets));
        } catch (IOException e) {
            throw new Malformed("an extension of a certificate is damaged");
        }
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
        return texts(GeneralName.rfc822Name);
    }

    List<String> uris() {
        return texts(GeneralName.uniformResourceIdentifier);
    }

    private List<String> texts(int kind) {
        List<String> texts = new ArrayList<>();
        for (GeneralName name : names) {
            if (name.getTagNo() == kind && name.getName() instanceof ASN1String text) {
                texts.add(text.getString());
            }
        }
        return texts;
    }

    private static boolean may(Optional<KeyUsage> usage, int bit) {
        return usage.isEmpty() || usage.get().hasUsages(bit);
    }

    private static List<GeneralName> names(Extensions all) throws Malformed {
        List<GeneralName> names = value(all, Extension.subjectAlternativeName)
                .map(value -> List.of(GeneralNames.getInstance(value).getNames()))
                .orElse(List.of());
        refuseTooMany(names.size());
        for (GeneralName name : names) {
            if (name.getTagNo() == GeneralName.directoryName) {
                NameText.canonical(X500Name.getInstance(name.getName()));
            }
        }
        return names;
    }

    private static Optional<NameConstraints> constraints(Extensions all) throws Malformed {
        Optional<NameConstraints> constraints =
                value(all, Extension.nameConstraints).map(NameConstraints::getInstance);
        if (constraints.isPresent()) {
            refuseTooMany(size(constraints.get().getPermittedSubtrees()));
            refuseTooMany(size(constraints.get().getExcludedSubtrees()));
        }
        return constraints;
    }

    private static int size(GeneralSubtree @Nullable [] subtrees) {
        return subtrees == null ? 0 : subtrees.length;
    }

    /** Each name is held against each constraint. */
    private static void refuseTooMany(int names) throws Malformed {
        if (names > MOST_NAMES) {
            throw new Malformed("a certificate holds too many names");
        }
    }

    private static List<String> issuers(Extensions all) throws Malformed {
        Set<String> issuers = new LinkedHashSet<>();
        Extension text = all.getExtension(ISSUER_TEXT);
        if (text != null) {
            issuers.add(new String(text.getExtnValue().getOctets(), StandardCharsets.UTF_8));
        }
        Optional<ASN1Primitive> string = value(all, ISSUER);
        if (string.isPresent()) {
            if (!(string.get() instanceof ASN1String issuer)) {
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
