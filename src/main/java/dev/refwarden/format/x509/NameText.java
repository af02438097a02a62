package dev.refwarden.format.x509;

import dev.refwarden.format.Malformed;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.ASN1UniversalString;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;

/** A name for people, and the form in which names are compared. Either takes time in proportion to its bytes. */
final class NameText {
    private static final int LONGEST = 64;
    private static final int MOST_PARTS = 256;

    private NameText() {}

    /** The common name, if it is plain text of moderate length; empty where there is nothing fit to be shown. */
    static String of(X500Name name) {
        RDN[] names = name.getRDNs(BCStyle.CN);
        if (names.length == 0) {
            names = name.getRDNs(BCStyle.O);
        }
        if (names.length == 0) {
            return "";
        }
        String text = names[0].getFirst().getValue() instanceof ASN1String string ? string.getString() : "";
        return isPlain(text) ? text : "";
    }

    /**
     * The one form in which names are compared (RFC 5280, section 7.1): text without case and without blanks that say
     * nothing, every other value as it is encoded.
     *
     * @throws Malformed if an attribute has no value, or the name has more parts than any name needs
     */
    static String canonical(X500Name name) throws Malformed {
        StringBuilder out = new StringBuilder();
        int parts = 0;
        for (RDN rdn : name.getRDNs()) {
            AttributeTypeAndValue[] attributes = rdn.getTypesAndValues();
            parts += attributes.length;
            if (attributes.length == 0 || parts > MOST_PARTS) {
                throw new Malformed("a name in its certificate is damaged, or has too many parts");
            }
            String[] texts = new String[attributes.length];
            for (int i = 0; i < attributes.length; i++) {
                texts[i] = attributes[i].getType().getId() + "=" + canonical(attributes[i].getValue());
            }
            Arrays.sort(texts);
            // A length before each part, so that no value can end one and begin another.
            for (String text : texts) {
                out.append(text.length()).append(':').append(text).append('+');
            }
            out.append('\n');
        }
        return out.toString();
    }

    private static String canonical(ASN1Encodable value) throws Malformed {
        if (value instanceof ASN1String string && !(value instanceof ASN1UniversalString)) {
            return "t" + words(string.getString().toLowerCase(Locale.ROOT));
        }
        try {
            return "#" + HexFormat.of().formatHex(value.toASN1Primitive().getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            throw new Malformed("a name in its certificate is damaged");
        }
    }

    private static String words(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            boolean blank = text.charAt(i) == ' ';
            boolean says = !blank || (out.length() > 0 && out.charAt(out.length() - 1) != ' ');
            if (says) {
                out.append(text.charAt(i));
            }
        }
        boolean blankEnd = out.length() > 0 && out.charAt(out.length() - 1) == ' ';
        return blankEnd ? out.substring(0, out.length() - 1) : out.toString();
    }

    private static boolean isPlain(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST
                && text.chars().allMatch(c -> c >= ' ' && c < 0x7f && c != '"' && c != '\\');
    }
}
