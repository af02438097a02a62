package dev.refwarden.format.x509;

import dev.refwarden.format.Malformed;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a CMS signer signs in place of the content (RFC 5652, section 11).
 *
 * @param signed the bytes that are signed: a SET in DER, as it lay there
 * @param messageDigest the digest of the content, by the signer's word
 * @param signingTime a claim of the signer
 */
record CmsAttributes(byte[] signed, byte[] messageDigest, Optional<Instant> signingTime) {
    private static final String CONTENT_TYPE = "1.2.840.113549.1.9.3";
    private static final String MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
    private static final String SIGNING_TIME = "1.2.840.113549.1.9.5";

    static CmsAttributes read(Asn1 element) throws Malformed {
        byte[] signed = element.encodedAs(Asn1.SET);
        if (!Asn1.isDer(signed)) {
            throw new Malformed("its signed attributes are not in DER");
        }
        Map<String, Asn1> attributes = new HashMap<>();
        for (Asn1 attribute : element.children()) {
            List<Asn1> fields = attribute.expect(Asn1.SEQUENCE, "attribute").children();
            if (fields.size() != 2) {
                throw new Malformed("one of its signed attributes is damaged");
            }
            Asn1 values = fields.get(1).expect(Asn1.SET, "attribute's value");
            if (attributes.put(fields.get(0).oid(), values) != null) {
                throw new Malformed("one of its signed attributes is there twice");
            }
        }
        if (!only(attributes, CONTENT_TYPE).oid().equals(CmsMessage.DATA)) {
            throw new Malformed("it signs something else than data");
        }
        Optional<Instant> time = attributes.containsKey(SIGNING_TIME)
                ? Optional.of(only(attributes, SIGNING_TIME).time())
                : Optional.empty();
        byte[] digest = only(attributes, MESSAGE_DIGEST)
                .expect(Asn1.OCTETS, "message digest")
                .content();
        return new CmsAttributes(signed, digest, time);
    }

    private static Asn1 only(Map<String, Asn1> attributes, String oid) throws Malformed {
        Asn1 values = attributes.get(oid);
        List<Asn1> inside = values == null ? List.of() : values.children();
        if (inside.size() != 1) {
            throw new Malformed("one of the attributes that it has to sign is missing");
        }
        return inside.get(0);
    }
}
