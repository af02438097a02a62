package dev.refwarden.format.x509;

import dev.refwarden.format.Malformed;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * With what RSASSA-PSS signs (RFC 4055, section 3.1), or the least with which a key lets it sign.
 *
 * @param digest object identifier of the digest
 * @param maskDigest object identifier of the digest of MGF1; empty where the mask is made otherwise
 * @param trailer the number of the last byte's form, of which there is but one
 */
record PssParameters(String digest, String maskDigest, int saltLength, int trailer) {
    private static final String SHA1 = "1.3.14.3.2.26";
    private static final String MGF1 = "1.2.840.113549.1.1.8";
    private static final int USUAL_SALT = 20;

    static PssParameters withoutAny() {
        return new PssParameters(SHA1, SHA1, USUAL_SALT, 1);
    }

    static PssParameters read(Asn1 element) throws Malformed {
        PssParameters read = withoutAny();
        int last = -1;
        for (Asn1 field : element.expect(Asn1.SEQUENCE, "set of PSS parameters").children()) {
            int number = field.tag() - Asn1.tagged(0);
            if (number <= last || number > 3) {
                throw new Malformed("its PSS parameters are damaged");
            }
            last = number;
            read = read.with(number, only(field.children()));
        }
        return read;
    }

    private PssParameters with(int number, Asn1 value) throws Malformed {
        return switch (number) {
            case 0 -> new PssParameters(algorithm(value).get(0).oid(), maskDigest, saltLength, trailer);
            case 1 -> new PssParameters(digest, mask(value), saltLength, trailer);
            case 2 -> new PssParameters(digest, maskDigest, number(value), trailer);
            default -> new PssParameters(digest, maskDigest, saltLength, number(value));
        };
    }

    /**
     * What they amount to; absent where that is not supported. MGF1 over another digest is not, and what comes of a weak
     * digest is for others to refuse.
     */
    Optional<SignatureScheme> scheme() {
        String name = DigestNames.of(digest);
        boolean plain = trailer == 1 && maskDigest.equals(digest) && !name.isEmpty();
        return plain
                ? Optional.of(new SignatureScheme(SignatureScheme.Kind.RSA_PSS, name, saltLength))
                : Optional.empty();
    }

    private static String mask(Asn1 value) throws Malformed {
        List<Asn1> fields = algorithm(value);
        boolean known = fields.get(0).oid().equals(MGF1) && fields.size() == 2;
        return known ? algorithm(fields.get(1)).get(0).oid() : "";
    }

    private static List<Asn1> algorithm(Asn1 value) throws Malformed {
        List<Asn1> fields = value.expect(Asn1.SEQUENCE, "algorithm").children();
        if (fields.isEmpty()) {
            throw new Malformed("its PSS parameters are damaged");
        }
        return fields;
    }

    private static int number(Asn1 value) throws Malformed {
        BigInteger number = value.number();
        if (number.signum() < 0 || number.bitLength() > 15) {
            throw new Malformed("its PSS parameters are damaged");
        }
        return number.intValue();
    }

    private static Asn1 only(List<Asn1> inside) throws Malformed {
        if (inside.size() != 1) {
            throw new Malformed("its PSS parameters are damaged");
        }
        return inside.get(0);
    }
}
