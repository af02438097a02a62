package dev.refwarden.format.x509;

import dev.refwarden.crypto.Digests;
import dev.refwarden.format.Malformed;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.TBSCertificate;

/**
 * An X.509 certificate of version 3 (RFC 5280, section 4). That it could be read says nothing of whether
 * anybody issued it.
 */
public final class Certificate {
    private final byte[] encoded;
    private final SignedPart signed;
    private final TBSCertificate body;
    private final CertificateExtensions extensions;
    private final CertifiedKey key;
    private final String issuerName;
    private final String issuer;
    private final String subject;
    private final String fingerprint;
    private final byte[] keyInfo;
    private final Instant notBefore;
    private final Instant notAfter;

    /** Works out everything at once, so that what is damaged inside shows here and nowhere later. */
    private Certificate(byte[] encoded, SignedPart signed, TBSCertificate body) throws Malformed, IOException {
        this.encoded = encoded;
        this.signed = signed;
        this.body = body;
        this.issuer = NameText.canonical(body.getIssuer());
        this.subject = NameText.canonical(body.getSubject());
        this.fingerprint =
                HexFormat.of().formatHex(Digests.sha256().digest(encoded)).toUpperCase(Locale.ROOT);
        this.issuerName = NameText.of(body.getIssuer());
        this.notBefore = body.getStartDate().getDate().toInstant();
        this.notAfter = body.getEndDate().getDate().toInstant();
        this.extensions = CertificateExtensions.of(body);
        this.keyInfo = body.getSubjectPublicKeyInfo().getEncoded();
        this.key = CertifiedKeys.read(keyInfo);
    }

    /** @param der the certificate and not a byte more */
    public static Certificate read(byte[] der) throws Malformed {
        SignedPart signed = SignedPart.read(der, "certificate");
        try {
            TBSCertificate body = TBSCertificate.getInstance(signed.body());
            if (!signed.isSignedWith(body.getSignature().getEncoded())) {
                throw new Malformed("a certificate names two signature algorithms");
            }
            return new Certificate(der.clone(), signed, body);
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle has many ways to say that the structure is another than the one of a certificate.
            throw new Malformed("a certificate in it is damaged");
        }
    }

    byte[] encoded() {
        return encoded.clone();
    }

    /** The SHA-256 of the whole, 64 hex digits in upper case. */
    public String fingerprint() {
        return fingerprint;
    }

    public CertifiedKey key() {
        return key;
    }

    /** Addresses in its subject alternative name, as they stand there; never those of its subject. */
    List<String> emails() {
        return extensions.emails();
    }

    /** Addresses of another kind in its subject alternative name, such as the one of a workflow, as they stand there. */
    List<String> uris() {
        return extensions.uris();
    }

    /** The issuers of the token for which it was issued, by Fulcio's extensions; several where they differ. */
    List<String> oidcIssuers() {
        return extensions.oidcIssuers();
    }

    /** Whether its uses, where it names any, let it sign code or mail. */
    boolean maySignData() {
        return extensions.maySignData();
    }

    /** Whether it may issue others that sign data. */
    boolean mayIssue() {
        return ChainRules.mayIssue(this);
    }

    Instant notBefore() {
        return notBefore;
    }

    /** Inclusive. */
    Instant notAfter() {
        return notAfter;
    }

    /**
     * Whether issuer and serial number are these (RFC 5652, section 10.2.4).
     *
     * @param issuer the name as it is encoded
     */
    boolean isOf(byte[] issuer, BigInteger serial) {
        try {
            return serial().equals(serial)
                    && (Arrays.equals(body.getIssuer().getEncoded(ASN1Encoding.DER), issuer)
                            || this.issuer.equals(NameText.canonical(X500Name.getInstance(issuer))));
        } catch (IOException | Malformed | RuntimeException e) {
            // Whatever is wrong with a name, it is not this one.
            return false;
        }
    }

    /** Whether its subject key identifier is this. */
    boolean hasKeyId(byte[] id) {
        return Arrays.equals(extensions.subjectKeyId(), id);
    }

    /** What of an issuer's name is fit to be shown, else nothing. */
    String issuerName() {
        return issuerName;
    }

    /** In the form in which names are compared. */
    String issuer() {
        return issuer;
    }

    /** In the form in which names are compared. */
    String subject() {
        return subject;
    }

    X500Name subjectName() {
        return body.getSubject();
    }

    BigInteger serial() {
        return body.getSerialNumber().getValue();
    }

    /** Whether it certifies the same name and key as {@code other}. */
    boolean isSameEntity(Certificate other) {
        return subject.equals(other.subject) && Arrays.equals(keyInfo, other.keyInfo);
    }

    boolean isSelfIssued() {
        return issuer.equals(subject);
    }

    CertificateExtensions extensions() {
        return extensions;
    }

    /** What it is signed with, where that is known. */
    SignedPart signed() {
        return signed;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Certificate certificate && fingerprint.equals(certificate.fingerprint);
    }

    @Override
    public int hashCode() {
        return fingerprint.hashCode();
    }
}
