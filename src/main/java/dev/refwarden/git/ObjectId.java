package dev.refwarden.git;

/**
 * The name of a Git object: the hash of its type, size and content. SHA-1 gives 20 bytes, written as 40 lower-case hex
 * digits; SHA-256 gives 32 bytes and 64 digits. Says nothing about whether such an object exists.
 *
 * <p>Ids of different formats are never equal. Their order is that of their bytes, unsigned, which is that of their hex
 * digits as text as well; an id comes before a longer one that begins with it.
 */
public sealed class ObjectId implements Comparable<ObjectId> permits Sha256Id {
    // An object of this very class is a SHA-1 id and holds nothing else, since maps hold them by the hundred
    // thousand. The class itself is Comparable, not a parent of it: a HashMap sorts keys of equal hash only then.

    /** SHA-1's length. */
    public static final int BYTES = 20;
    /** SHA-1's null id; where an id is at hand, take {@link ObjectFormat#nullId} of its format. */
    public static final ObjectId ZERO = new ObjectId(new byte[BYTES], 0);

    private static final String DIGITS = "0123456789abcdef";

    private final int a;
    private final int b;
    private final int c;
    private final int d;
    private final int e;

    ObjectId(byte[] raw, int at) {
        a = word(raw, at);
        b = word(raw, at + 4);
        c = word(raw, at + 8);
        d = word(raw, at + 12);
        e = word(raw, at + 16);
    }

    ObjectId(String hex) {
        a = word(hex, 0);
        b = word(hex, 8);
        c = word(hex, 16);
        d = word(hex, 24);
        e = word(hex, 32);
    }

    /**
     * The id of these raw bytes.
     *
     * @throws IllegalArgumentException if they are neither 20 nor 32
     */
    public static ObjectId fromBytes(byte[] raw) {
        return ObjectFormat.ofLength(raw.length)
                .orElseThrow(() -> new IllegalArgumentException("not an object id: " + raw.length + " bytes"))
                .idAt(raw, 0);
    }

    /** Reads a SHA-1 id from {@code offset}; the caller has checked that its 20 bytes are there. */
    public static ObjectId fromBytes(byte[] raw, int offset) {
        return ObjectFormat.SHA1.idAt(raw, offset);
    }

    /** @throws IllegalArgumentException if {@code hex} is neither 40 nor 64 lower-case hex digits */
    public static ObjectId fromHex(String hex) {
        if (ObjectFormat.SHA1.isHex(hex)) {
            return new ObjectId(hex);
        }
        if (ObjectFormat.SHA256.isHex(hex)) {
            return new Sha256Id(hex);
        }
        throw new IllegalArgumentException("not an object id: " + hex.length() + " characters");
    }

    /** Whether {@code text} is exactly 40 or 64 lower-case hex digits. */
    public static boolean isHex(String text) {
        return ObjectFormat.SHA1.isHex(text) || ObjectFormat.SHA256.isHex(text);
    }

    /** The hash that it comes from, and so its length. */
    public ObjectFormat format() {
        return ObjectFormat.SHA1;
    }

    /** Whether it is its format's null id, which means "no object". */
    public boolean isNull() {
        return (a | b | c | d | e) == 0;
    }

    /** The same as {@link #isNull}. */
    public final boolean isZero() {
        return isNull();
    }

    /** All hex digits, 40 or 64. */
    public final String hex() {
        char[] out = new char[format().hexDigits()];
        for (int at = 0; at < out.length; at += 8) {
            int word = word(at / 8);
            for (int i = 0; i < 8; i++) {
                out[at + i] = DIGITS.charAt(word >>> (28 - 4 * i) & 0xf);
            }
        }
        return new String(out);
    }

    /** The first eight hex digits, for people to read; not unique. */
    public final String abbreviated() {
        return hex().substring(0, 8);
    }

    /** The raw bytes, 20 or 32. */
    public final byte[] bytes() {
        byte[] out = new byte[format().bytes()];
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) (word(i / 4) >>> (24 - 8 * (i % 4)));
        }
        return out;
    }

    @Override
    public final int compareTo(ObjectId other) {
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
        if (order == 0) {
            order = Integer.compareUnsigned(e, other.e);
        }
        return order == 0 ? compareRest(other) : order;
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof ObjectId id
                && a == id.a
                && b == id.b
                && c == id.c
                && d == id.d
                && e == id.e
                && compareRest(id) == 0;
    }

    @Override
    public int hashCode() {
        return b;
    }

    @Override
    public final String toString() {
        return hex();
    }

    /** What follows the first 20 bytes, as in {@link #compareTo}; those are equal already. */
    int compareRest(ObjectId other) {
        return other.format() == ObjectFormat.SHA1 ? 0 : -1;
    }

    /** Four bytes of it, the most significant first. */
    int word(int at) {
        return switch (at) {
            case 0 -> a;
            case 1 -> b;
            case 2 -> c;
            case 3 -> d;
            case 4 -> e;
            default -> throw new IndexOutOfBoundsException(at);
        };
    }

    static int word(byte[] raw, int at) {
        return (raw[at] & 0xff) << 24 | (raw[at + 1] & 0xff) << 16 | (raw[at + 2] & 0xff) << 8 | (raw[at + 3] & 0xff);
    }

    static int word(String hex, int at) {
        return Integer.parseUnsignedInt(hex, at, at + 8, 16);
    }
}
