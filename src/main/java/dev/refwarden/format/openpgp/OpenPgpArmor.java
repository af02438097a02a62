package dev.refwarden.format.openpgp;

import dev.refwarden.format.Malformed;
import java.util.Base64;
import java.util.List;

/**
 * What is between the BEGIN and the END line of OpenPGP's armor (RFC 9580, section 6): headers,
 * an empty line, Base64 and perhaps a checksum, which must then be right.
 */
final class OpenPgpArmor {
    private static final int CRC24_START = 0xb704ce;
    private static final int CRC24_POLYNOMIAL = 0x1864cfb;

    private OpenPgpArmor() {}

    /**
     * Decodes the body of one block. Headers are passed over; they say nothing that is signed.
     *
     * @param lines without line ends
     */
    static byte[] decode(List<String> lines) throws Malformed {
        int from = afterHeaders(lines);
        int to = lines.size();
        boolean checksum = to > from && lines.get(to - 1).startsWith("=");
        if (checksum) {
            to--;
        }
        StringBuilder base64 = new StringBuilder(64 * (to - from));
        for (String line : lines.subList(from, to)) {
            base64.append(line);
        }
        byte[] decoded = decodeBase64(base64.toString());
        if (checksum && !lines.get(to).equals("=" + crc24(decoded))) {
            throw new Malformed("its checksum is wrong");
        }
        return decoded;
    }

    private static int afterHeaders(List<String> lines) throws Malformed {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                return i + 1;
            }
            if (lines.get(i).indexOf(':') <= 0) {
                break;
            }
        }
        throw new Malformed("the empty line after its armor headers is missing");
    }

    private static byte[] decodeBase64(String base64) throws Malformed {
        try {
            if (!base64.isEmpty() && base64.length() % 4 == 0) {
                return Base64.getDecoder().decode(base64);
            }
        } catch (IllegalArgumentException e) {
            // Told below: the decoder's own words quote the bytes.
        }
        throw new Malformed("its Base64 is damaged");
    }

    private static String crc24(byte[] bytes) {
        int crc = CRC24_START;
        for (byte b : bytes) {
            crc ^= (b & 0xff) << 16;
            for (int i = 0; i < 8; i++) {
                crc <<= 1;
                if ((crc & 0x1000000) != 0) {
                    crc ^= CRC24_POLYNOMIAL;
                }
            }
        }
        return Base64.getEncoder().encodeToString(new byte[] {(byte) (crc >> 16), (byte) (crc >> 8), (byte) crc});
    }
}
