package dev.refwarden.format.ssh;

import dev.refwarden.format.Malformed;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads SSH's wire encoding (RFC 4251, section 5), never past its end and never more than is there.
 */
final class WireReader {
    private final byte[] bytes;
    private int at;

    WireReader(byte[] bytes) {
        this.bytes = bytes;
    }

    int readByte(String what) throws Malformed {
        if (at >= bytes.length) {
            throw new Malformed("the " + what + " is missing");
        }
        return bytes[at++] & 0xff;
    }

    /** An unsigned number of four bytes. */
    long readUint32(String what) throws Malformed {
        if (bytes.length - at < 4) {
            throw new Malformed("the " + what + " is cut short");
        }
        long value = 0;
        for (int i = 0; i < 4; i++) {
            value = value << 8 | (bytes[at++] & 0xff);
        }
        return value;
    }

    /** Bytes behind their length. */
    byte[] readString(String what) throws Malformed {
        long length = readUint32(what);
        if (length > bytes.length - at) {
            throw new Malformed("the " + what + " is cut short");
        }
        at += (int) length;
        return Arrays.copyOfRange(bytes, at - (int) length, at);
    }

    /** A string that names something; bytes beyond ASCII stay different from each other. */
    String readName(String what) throws Malformed {
        return new String(readString(what), StandardCharsets.ISO_8859_1);
    }

    /** A positive number in the one encoding that it has; neither zero nor negative. */
    BigInteger readMpint(String what) throws Malformed {
        byte[] number = readString(what);
        boolean positive = number.length > 0 && number[0] >= 0;
        boolean padded = positive && number[0] == 0 && (number.length == 1 || number[1] >= 0);
        if (!positive || padded) {
            throw new Malformed("the " + what + " is not a positive number in its shortest form");
        }
        return new BigInteger(1, number);
    }

    void readFixed(byte[] expected, String what) throws Malformed {
        if (bytes.length - at < expected.length
                || !Arrays.equals(expected, 0, expected.length, bytes, at, at + expected.length)) {
            throw new Malformed("the " + what + " is missing");
        }
        at += expected.length;
    }

    /** @throws Malformed if anything is left */
    public void end(String what) throws Malformed {
        if (at != bytes.length) {
            throw new Malformed("there are bytes behind the " + what);
        }
    }
}
