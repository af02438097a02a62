package dev.refwarden.x509;

import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/** A name for people: the common name, if it is plain text of moderate length. */
final class NameText {
    private static final int LONGEST = 64;

    private NameText() {}

    /** Empty where there is nothing fit to be shown. */
    static String of(X500Name name) {
        RDN[] names = name.getRDNs(BCStyle.CN);
        if (names.length == 0) {
            names = name.getRDNs(BCStyle.O);
        }
        if (names.length == 0) {
            return "";
        }
        AttributeTypeAndValue first = names[0].getFirst();
        String text = IETFUtils.valueToString(first.getValue());
        return isPlain(text) ? text : "";
    }

    /** The name in the one form in which names are compared (RFC 5280, section 7.1). */
    static String canonical(X500Name name) {
        StringBuilder out = new StringBuilder();
        for (RDN rdn : name.getRDNs()) {
            for (AttributeTypeAndValue part : rdn.getTypesAndValues()) {
                out.append(part.getType()).append('=').append(IETFUtils.canonicalString(part.getValue()));
                out.append('+');
            }
            out.append('\n');
        }
        return out.toString();
    }

    private static boolean isPlain(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST
                && text.chars().allMatch(c -> c >= ' ' && c < 0x7f && c != '"' && c != '\\');
    }
}
