package dev.refwarden.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;

/** Text in files that people hand in, whatever their editor put before it. */
public final class FileText {
    private static final byte[] UTF_8_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private static final int KEYBOX_MAGIC_AT = 8;
    private static final byte[] KEYBOX_MAGIC = "KBXf".getBytes(ISO_8859_1);

    private FileText() {}

    /** The text without its byte order mark; what is not UTF-8 is read as Latin-1, which takes everything. */
    public static String of(byte[] file) {
        int from = startsWith(file, UTF_8_MARK) ? UTF_8_MARK.length : 0;
        ByteBuffer bytes = ByteBuffer.wrap(file, from, file.length - from);
        try {
            return UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            return new String(file, from, file.length - from, ISO_8859_1);
        }
    }

    /** Whether the file begins with a mark that only text has. */
    public static boolean isMarked(byte[] file) {
        return startsWith(file, UTF_8_MARK) || isUtf16(file);
    }

    public static boolean isUtf16(byte[] file) {
        return startsWith(file, new byte[] {(byte) 0xff, (byte) 0xfe})
                || startsWith(file, new byte[] {(byte) 0xfe, (byte) 0xff});
    }

    /** Whether the file is what GnuPG keeps its public keys in. */
    public static boolean isKeybox(byte[] file) {
        return startsWith(Arrays.copyOfRange(file, Math.min(KEYBOX_MAGIC_AT, file.length), file.length), KEYBOX_MAGIC);
    }

    private static boolean startsWith(byte[] file, byte[] start) {
        return file.length >= start.length && Arrays.equals(file, 0, start.length, start, 0, start.length);
    }
}
