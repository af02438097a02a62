package dev.refwarden.ledger.legacy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * When 0.1 first saw each key with its person: the file {@code keys}.
 *
 * <pre>
 * refwarden keys 3 DIGEST
 * FINGERPRINT PERSON TIME MARK   milliseconds since 1970, 0 at installation
 * end CHECKSUM                   CRC-32 of all lines before, in hex
 * </pre>
 */
final class OldKeys {
    private static final String FIRST_LINE = "refwarden keys 3 ";
    private static final int LAST_LINE_LENGTH = "end 00000000\n".length();

    private OldKeys() {}

    /** Times by fingerprint and person, a blank between them; absent where there is no such file, or not a whole one. */
    static Optional<Map<String, Long>> read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        byte[] bytes = Files.readAllBytes(file);
        int end = Math.max(0, bytes.length - LAST_LINE_LENGTH);
        String text = new String(bytes, 0, end, StandardCharsets.UTF_8);
        if (!text.startsWith(FIRST_LINE)
                || !Arrays.equals(Arrays.copyOfRange(bytes, end, bytes.length), last(bytes, end))) {
            return Optional.empty();
        }
        try {
            return Optional.of(times(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Map<String, Long> times(String text) {
        Map<String, Long> times = new LinkedHashMap<>();
        for (String line : text.substring(text.indexOf('\n') + 1).split("\n", -1)) {
            int mark = line.lastIndexOf(' ');
            int time = line.lastIndexOf(' ', mark - 1);
            if (!line.isEmpty() && time > 0) {
                times.put(line.substring(0, time), Long.parseLong(line.substring(time + 1, mark)));
            }
        }
        return times;
    }

    private static byte[] last(byte[] before, int length) {
        CRC32 crc = new CRC32();
        crc.update(before, 0, length);
        return ("end " + HexFormat.of().toHexDigits((int) crc.getValue()) + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
