package dev.refwarden.format.x509;

import dev.refwarden.format.Malformed;
import java.math.BigInteger;
import java.util.List;

/**
 * What one signer of a CMS message says (RFC 5652, section 5.3). What is in its unsigned attributes
 * decides nothing and is not kept.
 *
 * @param name how it names its certificate: issuer and serial number, or a key identifier
 * @param digest the digest's object identifier
 * @param attributes what is signed
 * @param algorithm the identifier of the signature's algorithm
 */
record CmsSignerInfo(Asn1 name, String digest, CmsAttributes attributes, Asn1 algorithm, byte[] signature) {
    private static final int KEY_IDENTIFIER = 0x80;

    static CmsSignerInfo read(Asn1 element) throws Malformed {
        List<Asn1> fields = element.expect(Asn1.SEQUENCE, "signer").children();
        boolean unsigned = fields.size() == 7 && fields.get(6).tag() == Asn1.tagged(1);
        if (fields.size() != 6 && !unsigned) {
            throw new Malformed("it signs no attributes, or its signer is damaged");
        }
        fields.get(0).expect(Asn1.INTEGER, "signer's version");
        return new CmsSignerInfo(
                fields.get(1),
                algorithm(fields.get(2)),
                CmsAttributes.read(fields.get(3).expect(Asn1.tagged(0), "set of signed attributes")),
                fields.get(4),
                fields.get(5).octets());
    }

    boolean names(Certificate certificate) {
        try {
            if (name.tag() == KEY_IDENTIFIER) {
                return name.content().length > 0 && certificate.hasKeyId(name.content());
            }
            List<Asn1> fields = name.expect(Asn1.SEQUENCE, "signer's name").children();
            return fields.size() == 2
                    && fields.get(1).tag() == Asn1.INTEGER
                    && certificate.isOf(
                            fields.get(0).encoded(),
                            new BigInteger(fields.get(1).content()));
        } catch (Malformed | NumberFormatException e) {
            return false;
        }
    }

    private static String algorithm(Asn1 identifier) throws Malformed {
        List<Asn1> fields = identifier.expect(Asn1.SEQUENCE, "algorithm").children();
        if (fields.isEmpty()) {
            throw new Malformed("one of its algorithms is missing");
        }
        return fields.get(0).oid();
    }
}
