package dev.refwarden.object;

/**
 * The name of a Git object: the SHA-1 of its type, size and content, 20 bytes, written as 40
 * lower-case hex digits. Says nothing about whether such an object exists.
 *
 * <p>A push uses {@link #ZERO} for "no object": the old id of a created ref, the new id of a
 * deleted one.
 */
public final class ObjectId implements Comparable<ObjectId> {
    public static final int BYTES = 20;
    public static final int HEX_DIGITS = 2 * BYTES;
    public static final ObjectId ZERO = new ObjectId(0, 0, 0, 0, 0);

    private static final String DIGITS = "0123456789abcdef";

    private final int a;
    private final int b;
    private final int c;
    private final int d;
    private final int e;

    private ObjectId(int a, int b, int c, int d, int e) {
        this.a = a;
        this.b = b;
        this.c = c;
        this.d = d;
        this.e = e;
    }

    /** Reads 20 bytes from {@code offset}; the caller has checked that they are there. */
    public static ObjectId fromBytes(byte[] bytes, int offset) {
        return new ObjectId(
                word(bytes, offset),
                word(bytes, offset + 4),
                word(bytes, offset + 8),
                word(bytes, offset + 12),
                word(bytes, offset + 16));
    }

    /** @throws IllegalArgumentException if {@code hex} is not 40 lower-case hex digits */
    public static ObjectId fromHex(String hex) {
        if (!isHex(hex)) {
            throw new IllegalArgumentException("not an object id: " + hex.length() + " characters");
        }
        return new ObjectId(word(hex, 0), word(hex, 8), word(hex, 16), word(hex, 24), word(hex, 32));
    }

    /** Whether {@code text} is exactly 40 lower-case hex digits. */
    public static boolean isHex(String text) {
        if (text.length() != HEX_DIGITS) {
            return false;
        }
        for (int i = 0; i < HEX_DIGITS; i++) {
            if (DIGITS.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    public boolean isZero() {
        return equals(ZERO);
    }

    /** All 40 hex digits. */
    public String hex() {
        char[] out = new char[HEX_DIGITS];
        put(out, 0, a);
        put(out, 8, b);
        put(out, 16, c);
        put(out, 24, d);
        put(out, 32, e);
        return new String(out);
    }

    /** The first eight hex digits, for people to read; not unique. */
    public String abbreviated() {
        return hex().substring(0, 8);
    }

    /** The 20 raw bytes. */
    public byte[] bytes() {
        byte[] out = new byte[BYTES];
        int[] words = {a, b, c, d, e};
        for (int i = 0; i < BYTES; i++) {
            out[i] = (byte) (words[i / 4] >>> (24 - 8 * (i % 4)));
        }
        return out;
    }

    @Override
    public int compareTo(ObjectId other) {
        int order = Integer.compareUnsigned(a, other.a);
        if (order == 0) {
            order = Integer.compareUnsigned(b, other.b);
        }
        if (order == 0) {
            order = Integer.compareUnsigned(c, other.c);
        }
        if (order == 0) {
            order = Integer.compareUnsigned(d, other.d);
        }
        return order == 0 ? Integer.compareUnsigned(e, other.e) : order;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ObjectId id && a == id.a && b == id.b && c == id.c && d == id.d && e == id.e;
    }

    @Override
    public int hashCode() {
        return b;
    }

    @Override
    public String toString() {
        return hex();
    }

    private static int word(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | (bytes[at + 3] & 0xff);
    }

    private static int word(String hex, int at) {
        return Integer.parseUnsignedInt(hex, at, at + 8, 16);
    }

    private static void put(char[] out, int at, int word) {
        for (int i = 0; i < 8; i++) {
            out[at + i] = DIGITS.charAt(word >>> (28 - 4 * i) & 0xf);
        }
    }
}
