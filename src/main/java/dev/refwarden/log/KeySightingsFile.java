package dev.refwarden.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * STATE's {@code keys} file.
 *
 * <pre>
 * refwarden keys 3 DIGEST        the policy for which the file is complete
 * FINGERPRINT PERSON TIME MARK   milliseconds since 1970, 0 for keys that were there at installation;
 *                                revoked where its own certificate calls it compromised, else good
 * end CHECKSUM                   CRC-32 of all lines before, in hex: against bad disks
 * </pre>
 *
 * @param times by fingerprint and person, a blank between them
 * @param revoked those of them whose mark is {@code revoked}
 */
record KeySightingsFile(String digest, Map<String, Long> times, Set<String> revoked) {
    private static final String FIRST_LINE = "refwarden keys 3 ";
    private static final String LAST_LINE = "end ";
    private static final int LAST_LINE_LENGTH = LAST_LINE.length() + 8 + 1;
    private static final String REVOKED = " revoked";
    private static final String GOOD = " good";

    /** Nothing where there is no such file, or it is damaged. */
    static Optional<KeySightingsFile> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        byte[] bytes = Files.readAllBytes(file);
        int lastLine = Math.max(0, bytes.length - LAST_LINE_LENGTH);
        String text = new String(bytes, 0, lastLine, StandardCharsets.UTF_8);
        if (!text.startsWith(FIRST_LINE)
                || !Arrays.equals(Arrays.copyOfRange(bytes, lastLine, bytes.length), lastLine(bytes, lastLine))) {
            return Optional.empty();
        }
        int firstEnd = text.indexOf('\n');
        Map<String, Long> times = new LinkedHashMap<>();
        Set<String> revoked = new HashSet<>();
        for (int from = firstEnd + 1; from < text.length(); ) {
            int to = text.indexOf('\n', from);
            int mark = text.lastIndexOf(' ', to);
            int time = text.lastIndexOf(' ', mark - 1);
            if (time <= from) {
                return Optional.empty();
            }
            String key = text.substring(from, time);
            times.put(key, Long.parseLong(text, time + 1, mark, 10));
            if (text.startsWith(REVOKED, mark)) {
                revoked.add(key);
            }
            from = to + 1;
        }
        return Optional.of(new KeySightingsFile(text.substring(FIRST_LINE.length(), firstEnd), times, revoked));
    }

    byte[] bytes() {
        StringBuilder out = new StringBuilder(FIRST_LINE).append(digest).append('\n');
        times.forEach((key, time) -> out.append(key)
                .append(' ')
                .append(time)
                .append(revoked.contains(key) ? REVOKED : GOOD)
                .append('\n'));
        byte[] lines = out.toString().getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(lines, lines.length + LAST_LINE_LENGTH);
        System.arraycopy(lastLine(lines, lines.length), 0, all, lines.length, LAST_LINE_LENGTH);
        return all;
    }

    private static byte[] lastLine(byte[] before, int length) {
        CRC32 crc = new CRC32();
        crc.update(before, 0, length);
        String checksum = HexFormat.of().toHexDigits((int) crc.getValue());
        return (LAST_LINE + checksum + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
