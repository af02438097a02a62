package dev.refwarden.signature;

import dev.refwarden.x509.Asn1;
import dev.refwarden.x509.Certificate;
import dev.refwarden.x509.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A detached CMS signature by one signer (RFC 5652, section 5). Read, not believed.
 *
 * @param certificates all that it carries
 * @param signer the one signer's part
 */
record CmsMessage(List<Certificate> certificates, CmsSignerInfo signer) {
    static final String DATA = "1.2.840.113549.1.7.1";

    private static final String SIGNED_DATA = "1.2.840.113549.1.7.2";
    private static final int MOST_CERTIFICATES = 16;

    static CmsMessage read(byte[] encoded) throws Malformed {
        List<Asn1> outer = Asn1.read(encoded).expect(Asn1.SEQUENCE, "content").children();
        if (outer.size() != 2 || !outer.get(0).oid().equals(SIGNED_DATA)) {
            throw new Malformed("it is not CMS signed data");
        }
        List<Asn1> content = outer.get(1).expect(Asn1.tagged(0), "signed data").children();
        if (content.size() != 1) {
            throw new Malformed("it is not CMS signed data");
        }
        return signedData(content.get(0).expect(Asn1.SEQUENCE, "signed data").children());
    }

    private static CmsMessage signedData(List<Asn1> fields) throws Malformed {
        if (fields.size() < 4) {
            throw new Malformed("it is not CMS signed data");
        }
        fields.get(0).expect(Asn1.INTEGER, "version");
        fields.get(1).expect(Asn1.SET, "list of digests");
        List<Asn1> content = fields.get(2).expect(Asn1.SEQUENCE, "content").children();
        if (content.size() != 1 || !content.get(0).oid().equals(DATA)) {
            throw new Malformed("it carries the content that it signs, or signs something else than data");
        }
        List<Certificate> certificates = List.of();
        int at = 3;
        if (fields.get(at).tag() == Asn1.tagged(0)) {
            certificates = certificates(fields.get(at).children());
            at++;
        }
        if (at < fields.size() && fields.get(at).tag() == Asn1.tagged(1)) {
            at++;
        }
        if (at != fields.size() - 1) {
            throw new Malformed("its parts are not where they belong");
        }
        List<Asn1> signers = fields.get(at).expect(Asn1.SET, "signer").children();
        if (signers.size() != 1) {
            throw new Malformed("it has " + (signers.isEmpty() ? "no signer" : "several signers"));
        }
        return new CmsMessage(certificates, CmsSignerInfo.read(signers.get(0)));
    }

    private static List<Certificate> certificates(List<Asn1> encoded) throws Malformed {
        if (encoded.size() > MOST_CERTIFICATES) {
            throw new Malformed("it holds too many certificates");
        }
        List<Certificate> certificates = new ArrayList<>();
        for (Asn1 certificate : encoded) {
            certificates.add(Certificate.read(certificate.encoded()));
        }
        return certificates;
    }

    /** The certificate that the signer names. */
    Optional<Certificate> signerCertificate() {
        return certificates.stream().filter(signer::names).findFirst();
    }
}
