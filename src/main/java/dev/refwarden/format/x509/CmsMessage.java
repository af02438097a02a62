package dev.refwarden.format.x509;

import dev.refwarden.format.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A detached CMS signature by one signer (RFC 5652, section 5). Read, not believed.
 *
 * @param certificates what it carries, less what is damaged or of another kind
 * @param damage what is wrong with the first that is damaged
 * @param signer the one signer's part
 */
record CmsMessage(List<Certificate> certificates, Optional<Malformed> damage, CmsSignerInfo signer) {
    static final String DATA = "1.2.840.113549.1.7.1";

    private static final String SIGNED_DATA = "1.2.840.113549.1.7.2";
    private static final int MOST_CERTIFICATES = 32;

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
        List<Asn1> certificates = List.of();
        int at = 3;
        if (fields.get(at).tag() == Asn1.tagged(0)) {
            certificates = fields.get(at).children();
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
        return with(certificates, CmsSignerInfo.read(signers.get(0)));
    }

    /** Whatever no one needs may be as damaged as it likes. */
    private static CmsMessage with(List<Asn1> encoded, CmsSignerInfo signer) throws Malformed {
        if (encoded.size() > MOST_CERTIFICATES) {
            throw new Malformed("it holds too many certificates");
        }
        List<Certificate> certificates = new ArrayList<>();
        Optional<Malformed> damage = Optional.empty();
        for (Asn1 element : encoded) {
            try {
                certificates.add(Certificate.read(element.encoded()));
            } catch (Malformed e) {
                damage = damage.isPresent() ? damage : Optional.of(e);
            }
        }
        return new CmsMessage(certificates, damage, signer);
    }

    /**
     * The certificate that the signer names.
     *
     * @throws Malformed if it is not there; where one is damaged that is the reason, since it may be this one
     */
    Certificate signerCertificate() throws Malformed {
        for (Certificate certificate : certificates) {
            if (signer.names(certificate)) {
                return certificate;
            }
        }
        throw damage.orElseGet(() -> new Malformed("it does not hold its signer's certificate"));
    }
}
