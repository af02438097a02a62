package dev.refwarden.format.openpgp;

import dev.refwarden.format.Malformed;
import java.util.ArrayList;
import java.util.List;

/**
 * One packet: its type and its body, neither of them judged (RFC 9580, section 4.2). Both header
 * formats are read; lengths that are partial or left open are refused, since nothing here needs them.
 *
 * @param tag the packet type id
 */
record OpenPgpPacket(int tag, byte[] body) {
    public static final int SIGNATURE = 2;
    static final int SECRET_KEY = 5;
    static final int PUBLIC_KEY = 6;
    static final int SECRET_SUBKEY = 7;
    static final int MARKER = 10;
    static final int TRUST = 12;
    static final int USER_ID = 13;
    static final int PUBLIC_SUBKEY = 14;
    static final int USER_ATTRIBUTE = 17;
    static final int PADDING = 21;
    static final int FIRST_NOT_CRITICAL = 40;
    static final String TOO_MANY = "it holds more than ";

    /**
     * Reads packets to the last byte.
     *
     * @throws Malformed if the bytes are not whole packets, or more than {@code most} of them
     */
    static List<OpenPgpPacket> readAll(byte[] bytes, int most) throws Malformed {
        OpenPgpReader in = new OpenPgpReader(bytes);
        List<OpenPgpPacket> packets = new ArrayList<>();
        while (in.remaining() > 0) {
            if (packets.size() == most) {
                throw new Malformed(TOO_MANY + most + (most == 1 ? " packet" : " packets"));
            }
            packets.add(read(in));
        }
        return packets;
    }

    private static OpenPgpPacket read(OpenPgpReader in) throws Malformed {
        int first = in.readByte("packet header");
        if ((first & 0x80) == 0) {
            throw new Malformed("not a packet where one belongs");
        }
        boolean newFormat = (first & 0x40) != 0;
        int tag = newFormat ? first & 0x3f : (first >> 2) & 0x0f;
        long length = newFormat ? newLength(in) : oldLength(in, first & 3);
        return new OpenPgpPacket(tag, in.readBytes(length, "packet"));
    }

    private static long newLength(OpenPgpReader in) throws Malformed {
        int first = in.readByte("packet length");
        if (first < 192) {
            return first;
        }
        if (first < 224) {
            return ((first - 192L) << 8) + in.readByte("packet length") + 192;
        }
        if (first == 255) {
            return in.readUint32("packet length");
        }
        throw new Malformed("a packet comes in parts");
    }

    private static long oldLength(OpenPgpReader in, int type) throws Malformed {
        return switch (type) {
            case 0 -> in.readByte("packet length");
            case 1 -> in.readUint16("packet length");
            case 2 -> in.readUint32("packet length");
            default -> throw new Malformed("a packet has no length");
        };
    }
}
