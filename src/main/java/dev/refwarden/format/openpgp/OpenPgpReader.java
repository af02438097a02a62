package dev.refwarden.format.openpgp;

import dev.refwarden.format.Malformed;
import java.util.Arrays;

/** Reads OpenPGP's numbers and octets (RFC 9580, section 3), never past its end. */
final class OpenPgpReader {
    private final byte[] bytes;
    private int at;

    OpenPgpReader(byte[] bytes) {
        this.bytes = bytes;
    }

    int remaining() {
        return bytes.length - at;
    }

    int readByte(String what) throws Malformed {
        return (int) readNumber(1, what);
    }

    int readUint16(String what) throws Malformed {
        return (int) readNumber(2, what);
    }

    /** An unsigned number of four octets. */
    long readUint32(String what) throws Malformed {
        return readNumber(4, what);
    }

    private long readNumber(int octets, String what) throws Malformed {
        need(octets, what);
        long value = 0;
        for (int i = 0; i < octets; i++) {
            value = value << 8 | (bytes[at++] & 0xff);
        }
        return value;
    }

    byte[] readBytes(long length, String what) throws Malformed {
        need(length, what);
        at += (int) length;
        return Arrays.copyOfRange(bytes, at - (int) length, at);
    }

    byte[] readRest() {
        int from = at;
        at = bytes.length;
        return Arrays.copyOfRange(bytes, from, at);
    }

    /** A positive number in the one encoding that it has; big-endian, without leading zero octets. */
    byte[] readMpi(String what) throws Malformed {
        int bits = readUint16(what);
        byte[] number = readBytes((bits + 7) / 8, what);
        if (number.length == 0 || bitLength(number) != bits) {
            throw new Malformed("the " + what + " is not a positive number in its shortest form");
        }
        return number;
    }

    /**
     * A number of which the encoding may have leading zero bits: widespread programs, among them the one
     * that signs GitHub's merges, give whole octets as the length of a signature.
     */
    byte[] readPaddedMpi(String what) throws Malformed {
        int bits = readUint16(what);
        byte[] number = readBytes((bits + 7) / 8, what);
        if (number.length == 0 || bitLength(number) > bits) {
            throw new Malformed("the " + what + " is not of the length that it gives");
        }
        return number;
    }

    /** Counts leading zero octets, too. */
    private static int bitLength(byte[] number) {
        return 8 * (number.length - 1) + Integer.SIZE - Integer.numberOfLeadingZeros(number[0] & 0xff);
    }

    /** @throws Malformed if anything is left */
    void end(String what) throws Malformed {
        if (at != bytes.length) {
            throw new Malformed("there are bytes behind the " + what);
        }
    }

    private void need(long octets, String what) throws Malformed {
        if (octets > remaining()) {
            throw new Malformed("the " + what + " is cut short");
        }
    }
}
