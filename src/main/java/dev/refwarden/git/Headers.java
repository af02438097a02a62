package dev.refwarden.git;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Walks the header lines of a raw commit or tag.
 *
 * <p>A header is a name, one space, a value and LF; lines that begin with a space continue it. An
 * empty line ends the headers, or the end of the object does.
 */
final class Headers {
    private final byte[] raw;
    private final ObjectFormat format;
    private int start;
    private int nameEnd;
    private int end;

    Headers(byte[] raw, ObjectFormat format) throws MalformedObject {
        this.raw = raw;
        this.format = format;
        for (byte b : raw) {
            if (b == 0) {
                throw new MalformedObject("a NUL byte in it");
            }
        }
        read();
    }

    /** Whether a header is here, rather than the end of all headers. */
    boolean present() {
        return end > start;
    }

    /** Where this header's name begins. */
    int start() {
        return start;
    }

    /** Behind the LF that ends this header and its continuation lines. */
    int end() {
        return end;
    }

    boolean is(String name) {
        return nameEnd - start == name.length() && startsWith(name);
    }

    boolean startsWith(String prefix) {
        if (nameEnd - start < prefix.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (raw[start + i] != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    String name() {
        return new String(raw, start, nameEnd - start, StandardCharsets.ISO_8859_1);
    }

    /** The value as Git takes it: lines joined by LF, the space before each continuation dropped. */
    byte[] value() {
        byte[] out = new byte[end - nameEnd];
        int length = 0;
        for (int i = nameEnd + 1; i < end - 1; i++) {
            boolean indentation = raw[i] == ' ' && raw[i - 1] == '\n';
            if (!indentation) {
                out[length++] = raw[i];
            }
        }
        return Arrays.copyOf(out, length);
    }

    /** The value of a header that may not be continued. */
    String line() throws MalformedObject {
        for (int i = nameEnd; i < end - 1; i++) {
            if (raw[i] == '\n') {
                throw new MalformedObject("the header " + quoted() + " goes on over several lines");
            }
        }
        return new String(raw, nameEnd + 1, end - nameEnd - 2, StandardCharsets.UTF_8);
    }

    /** The value of a header that names an object. */
    ObjectId id() throws MalformedObject {
        String hex = line();
        if (!format.isHex(hex)) {
            throw new MalformedObject("the header " + quoted() + " holds no object id");
        }
        return ObjectId.fromHex(hex);
    }

    Identity identity() throws MalformedObject {
        return IdentityLine.read(raw, nameEnd + 1, end - 1, quoted());
    }

    void next() throws MalformedObject {
        start = end;
        read();
    }

    /** Where the message begins: behind the empty line, or at the end of the object. */
    int bodyStart() {
        return Math.min(start + 1, raw.length);
    }

    private void read() throws MalformedObject {
        nameEnd = start;
        end = start;
        if (start == raw.length || raw[start] == '\n') {
            return;
        }
        while (nameEnd < raw.length && raw[nameEnd] != ' ' && raw[nameEnd] != '\n') {
            if (raw[nameEnd] < '!') {
                throw new MalformedObject("a header line that is none");
            }
            nameEnd++;
        }
        if (nameEnd == start || nameEnd == raw.length || raw[nameEnd] == '\n') {
            throw new MalformedObject("a header line that is none");
        }
        end = lineEnd(nameEnd);
        while (end < raw.length && raw[end] == ' ') {
            end = lineEnd(end);
        }
    }

    private int lineEnd(int from) throws MalformedObject {
        for (int i = from; i < raw.length; i++) {
            if (raw[i] == '\n') {
                return i + 1;
            }
        }
        throw new MalformedObject("the last header line does not end");
    }

    private String quoted() {
        return "\"" + name() + "\"";
    }
}
