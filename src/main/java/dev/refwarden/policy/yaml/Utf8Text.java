package dev.refwarden.policy.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.util.Optional;

/** Bytes of a file as text: UTF-8 and nothing else, a byte order mark taken away. */
final class Utf8Text {
    private static final char BYTE_ORDER_MARK = '\ufeff';
    private static final char REPLACEMENT = '\ufffd';

    private Utf8Text() {}

    /** The text, or nothing and a problem at the first byte that is not a UTF-8. */
    static Optional<String> decode(String file, byte[] bytes, Problems problems) {
        String text = new String(bytes, UTF_8);
        // Only text with a replacement character can have come from broken bytes; the strict decoder is slow.
        if (text.indexOf(REPLACEMENT) >= 0) {
            int broken = firstBroken(bytes);
            if (broken < bytes.length) {
                problems.add(placeAfter(file, new String(bytes, 0, broken, UTF_8)), "not text in UTF-8");
                return Optional.empty();
            }
        }
        return Optional.of(withoutMark(text));
    }

    /** Where the character after {@code before} is. */
    static Place placeAfter(String file, String before) {
        String text = withoutMark(before);
        int line = 1;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean half = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if (c == '\n' || (c == '\r' && !half)) {
                line++;
                start = i + 1;
            }
        }
        return new Place(file, line, text.codePointCount(start, text.length()) + 1);
    }

    private static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    /** Offset of the first byte that begins no character, or the length where there is none. */
    private static int firstBroken(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(in, out, true);
        return in.position();
    }
}
