package dev.refwarden.format.x509;

import dev.refwarden.format.Malformed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.Time;

/**
 * One element of ASN.1 as it lies in its bytes (X.690), so that what was signed can be taken out untouched.
 *
 * <p>Lengths of indefinite form are followed, since some signers write them around what they sign.
 */
public final class Asn1 {
    public static final int INTEGER = 0x02;
    public static final int OCTETS = 0x04;
    public static final int OID = 0x06;
    public static final int SEQUENCE = 0x30;
    public static final int SET = 0x31;

    private static final int CONSTRUCTED = 0x20;
    private static final int CONSTRUCTED_OCTETS = OCTETS | CONSTRUCTED;
    private static final int DEEPEST = 32;
    private static final int MOST_CHILDREN = 4096;
    /** DER sorts what is in a set, which takes the square of its size. */
    private static final int MOST_IN_A_SET = 256;

    private final byte[] source;
    private final int start;
    private final int contentStart;
    private final int contentEnd;
    private final int end;

    private Asn1(byte[] source, int start, int contentStart, int contentEnd, int end) {
        this.source = source;
        this.start = start;
        this.contentStart = contentStart;
        this.contentEnd = contentEnd;
        this.end = end;
    }

    /** The element [{@code number}] of a context, holding others. */
    static int tagged(int number) {
        return 0xa0 | number;
    }

    /** Reads one element that fills {@code bytes} to the last. */
    public static Asn1 read(byte[] bytes) throws Malformed {
        Asn1 element = at(bytes, 0, bytes.length, 0);
        if (element.end != bytes.length) {
            throw new Malformed("there are bytes behind its end");
        }
        return element;
    }

    /** Its first byte: class, whether it holds others, and number. Numbers above 30 are not read. */
    public int tag() {
        return source[start] & 0xff;
    }

    /** The same, once it is what is expected. */
    Asn1 expect(int tag, String what) throws Malformed {
        if (tag() != tag) {
            throw new Malformed("its " + what + " is not where it belongs");
        }
        return this;
    }

    /** All its bytes, the tag and the length included. */
    byte[] encoded() {
        return Arrays.copyOfRange(source, start, end);
    }

    /** What is behind its tag and length. */
    byte[] content() {
        return Arrays.copyOfRange(source, contentStart, contentEnd);
    }

    /** The bytes of an octet string, put together where it comes in pieces. */
    byte[] octets() throws Malformed {
        if (tag() == OCTETS) {
            return content();
        }
        if (tag() != CONSTRUCTED_OCTETS) {
            throw new Malformed("a string of bytes is missing");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Asn1 piece : children()) {
            out.writeBytes(piece.expect(OCTETS, "string of bytes").content());
        }
        return out.toByteArray();
    }

    /** The whole number that it holds. */
    public BigInteger number() throws Malformed {
        byte[] content = expect(INTEGER, "number").content();
        if (content.length == 0) {
            throw new Malformed("one of its numbers is empty");
        }
        return new BigInteger(content);
    }

    /** The object identifier that it holds, in digits and dots. */
    String oid() throws Malformed {
        byte[] content = expect(OID, "object identifier").content();
        try {
            return ASN1ObjectIdentifier.fromContents(content).getId();
        } catch (RuntimeException e) {
            throw new Malformed("an object identifier in it is damaged");
        }
    }

    /** The time that it holds, in either of the two forms (RFC 5280, section 4.1.2.5). */
    public Instant time() throws Malformed {
        try {
            return Time.getInstance(ASN1Primitive.fromByteArray(encoded()))
                    .getDate()
                    .toInstant();
        } catch (IOException | RuntimeException e) {
            throw new Malformed("a time in it is damaged");
        }
    }

    /** A copy with another tag, as implicit tagging leaves it to whoever checks (RFC 5652, section 5.4). */
    byte[] encodedAs(int tag) {
        byte[] copy = encoded();
        copy[0] = (byte) tag;
        return copy;
    }

    /**
     * Refuses elements that lie too deep in one another, before a reader that calls itself for each gets to see them,
     * and sets that are too large to be sorted.
     *
     * @throws Malformed if they do, or if anything in them is damaged
     */
    static void checkDepth(byte[] bytes) throws Malformed {
        read(bytes).checkDepth(0);
    }

    private void checkDepth(int depth) throws Malformed {
        if (depth > DEEPEST) {
            throw new Malformed("its elements lie too deep in one another");
        }
        int at = (tag() & CONSTRUCTED) == 0 ? contentEnd : contentStart;
        for (int children = 1; at < contentEnd; children++) {
            if (children > MOST_IN_A_SET && tag() == SET) {
                throw new Malformed("a set in it is too large");
            }
            Asn1 child = at(source, at, contentEnd, 0);
            child.checkDepth(depth + 1);
            at = child.end;
        }
    }

    /** Whether these bytes are an element in the one encoding that DER leaves. */
    public static boolean isDer(byte[] element) {
        try {
            checkDepth(element);
            byte[] der = ASN1Primitive.fromByteArray(element).getEncoded(ASN1Encoding.DER);
            return Arrays.equals(element, der);
        } catch (IOException | Malformed | RuntimeException e) {
            return false;
        }
    }

    /** The elements inside, in their order. */
    List<Asn1> children() throws Malformed {
        if ((tag() & CONSTRUCTED) == 0) {
            throw new Malformed("an element that should hold others does not");
        }
        List<Asn1> children = new ArrayList<>();
        int at = contentStart;
        while (at < contentEnd) {
            Asn1 child = at(source, at, contentEnd, 0);
            children.add(child);
            at = child.end;
            if (children.size() > MOST_CHILDREN) {
                throw new Malformed("it holds too many elements");
            }
        }
        return children;
    }

    private static Asn1 at(byte[] bytes, int start, int limit, int depth) throws Malformed {
        if (depth > DEEPEST) {
            throw new Malformed("its elements lie too deep in one another");
        }
        if (limit - start < 2 || (bytes[start] & 0x1f) == 0x1f) {
            throw new Malformed("it is cut off, or not ASN.1");
        }
        int first = bytes[start + 1] & 0xff;
        if (first == 0x80) {
            return indefinite(bytes, start, limit, depth);
        }
        int octets = first < 0x80 ? 0 : first & 0x7f;
        if (octets > 4 || limit - start - 2 < octets) {
            throw new Malformed("the length of an element is damaged");
        }
        long length = first < 0x80 ? first : 0;
        for (int i = 0; i < octets; i++) {
            length = length << 8 | (bytes[start + 2 + i] & 0xff);
        }
        int contentStart = start + 2 + octets;
        if (length > limit - contentStart) {
            throw new Malformed("it is cut off");
        }
        int contentEnd = contentStart + (int) length;
        return new Asn1(bytes, start, contentStart, contentEnd, contentEnd);
    }

    private static Asn1 indefinite(byte[] bytes, int start, int limit, int depth) throws Malformed {
        if ((bytes[start] & CONSTRUCTED) == 0) {
            throw new Malformed("the length of an element is damaged");
        }
        int at = start + 2;
        while (true) {
            if (limit - at < 2) {
                throw new Malformed("it is cut off");
            }
            if (bytes[at] == 0 && bytes[at + 1] == 0) {
                return new Asn1(bytes, start, start + 2, at, at + 2);
            }
            at = at(bytes, at, limit, depth + 1).end;
        }
    }
}
