package dev.refwarden.cases;

import java.nio.ByteBuffer;

/** The lists of one row, read in their order: refs, codes, signers, objects. Numbers are of strings; small ones take a byte. */
final class Lists {
    private final ByteBuffer bytes;
    private int at;

    Lists(ByteBuffer bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    /** The next list, of refs, then of codes, then of signers. */
    int[] numbers() {
        int[] numbers = new int[number()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number();
        }
        return numbers;
    }

    /** Whether one of the next list is wanted. */
    boolean hasOf(boolean[] wanted) {
        boolean has = false;
        for (int left = number(); left > 0; left--) {
            has |= wanted[number()];
        }
        return has;
    }

    /** Whether, of the last list, one object's name begins with these 32 bits under this mask. */
    boolean hasObject(int beginning, int mask) {
        for (int left = number(); left > 0; left--) {
            if ((bytes.getInt(at) & mask) == beginning) {
                return true;
            }
            at += 4;
        }
        return false;
    }

    private int number() {
        int number = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = bytes.get(at++);
            number |= (b & 0x7f) << shift;
            if (b >= 0) {
                return number;
            }
        }
    }
}
