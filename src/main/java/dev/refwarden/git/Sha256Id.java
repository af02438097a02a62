package dev.refwarden.git;

import java.security.SecureRandom;

/** An id of 32 bytes: the last twelve are here. */
final class Sha256Id extends ObjectId {
    static final ObjectId NULL = new Sha256Id(new byte[32], 0);

    /**
     * Whoever pushes can choose ids freely, a submodule's for one, and unlike SHA-1 ids these are not sorted by a HashMap
     * where their hashes are equal. So no one outside can know which hashes are: odd factors, drawn by each process.
     */
    private static final long[] FACTORS =
            new SecureRandom().longs(8).map(factor -> factor | 1).toArray();

    private final int f;
    private final int g;
    private final int h;

    Sha256Id(byte[] raw, int at) {
        super(raw, at);
        f = word(raw, at + 20);
        g = word(raw, at + 24);
        h = word(raw, at + 28);
    }

    Sha256Id(String hex) {
        super(hex);
        f = word(hex, 40);
        g = word(hex, 48);
        h = word(hex, 56);
    }

    @Override
    public ObjectFormat format() {
        return ObjectFormat.SHA256;
    }

    @Override
    public boolean isNull() {
        return super.isNull() && (f | g | h) == 0;
    }

    @Override
    public int hashCode() {
        long sum = 0;
        for (int i = 0; i < FACTORS.length; i++) {
            sum += FACTORS[i] * Integer.toUnsignedLong(word(i));
        }
        return (int) (sum >>> 32);
    }

    @Override
    int compareRest(ObjectId other) {
        if (!(other instanceof Sha256Id id)) {
            return 1;
        }
        int order = Integer.compareUnsigned(f, id.f);
        if (order == 0) {
            order = Integer.compareUnsigned(g, id.g);
        }
        return order == 0 ? Integer.compareUnsigned(h, id.h) : order;
    }

    @Override
    int word(int at) {
        return switch (at) {
            case 5 -> f;
            case 6 -> g;
            case 7 -> h;
            default -> super.word(at);
        };
    }
}
