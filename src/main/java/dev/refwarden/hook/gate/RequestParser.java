package dev.refwarden.hook.gate;

import dev.refwarden.hook.PushNonce;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a request to the gate, once all its bytes are there:
 *
 * <pre>
 * action=get LF timeout=900 LF                              by git's own client
 * refwarden-gate 1 KIND NONCE RELEASE NUL
 * FOLDER NUL
 * NUMBER NUL
 * VARIABLE NUL                                              that many
 * what the hook has on its standard input NUL
 * end NONCE LF
 * </pre>
 *
 * Time and space are linear in the length.
 */
final class RequestParser {
    private static final String MAGIC = "refwarden-gate";
    private static final Pattern RELEASE = Pattern.compile("[A-Za-z0-9._+-]{1,80}");
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,6}");
    /** Lines of git's client: a word, and what it is. */
    private static final Pattern CLIENT_LINE = Pattern.compile("[a-z]{1,20}=[a-z0-9]{0,20}");

    private static final int MOST_CLIENT_LINES = 4;
    private static final int LONGEST_CLIENT_LINE = 41;
    private static final int LONGEST_HEADER = 256;

    private final byte[] bytes;
    private final int length;
    private int at;

    private RequestParser(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    /** @param length how many of the bytes are the request's */
    static ParsedRequest parse(byte[] bytes, int length) {
        try {
            return new ParsedRequest.Whole(new RequestParser(bytes, length).request());
        } catch (Malformed e) {
            return new ParsedRequest.Broken(e.why);
        }
    }

    private GateRequest request() throws Malformed {
        skipClientLines();
        String[] header = text(LONGEST_HEADER, "no header").split(" ", -1);
        if (header.length != 5 || !header[0].equals(MAGIC) || !header[1].equals("1")) {
            throw new Malformed("no header of this protocol");
        }
        Optional<GateRequest.Kind> kind = GateRequest.Kind.of(header[2]);
        Optional<PushNonce> nonce = PushNonce.parse(header[3]);
        if (kind.isEmpty() || nonce.isEmpty() || !RELEASE.matcher(header[4]).matches()) {
            throw new Malformed("a header that says nothing known");
        }
        Path folder = folder(text(length, "no folder"));
        String number = text(LONGEST_HEADER, "no number of variables");
        if (!NUMBER.matcher(number).matches()) {
            throw new Malformed("no number of variables");
        }
        Map<String, String> environment = environment(Integer.parseInt(number));
        GateRequest.Input input = input("\0end " + nonce.get().value() + "\n");
        return new GateRequest(kind.get(), nonce.get(), header[4], folder, environment, input);
    }

    /** What git's client says before it passes on what it was given. */
    private void skipClientLines() {
        for (int lines = 0; lines < MOST_CLIENT_LINES; lines++) {
            int end = at;
            while (end < length && end - at <= LONGEST_CLIENT_LINE && bytes[end] != '\n') {
                end++;
            }
            String line = new String(bytes, at, end - at, StandardCharsets.ISO_8859_1);
            if (end == length || !CLIENT_LINE.matcher(line).matches()) {
                return;
            }
            at = end + 1;
        }
    }

    private static Path folder(String text) throws Malformed {
        try {
            Path folder = Path.of(text);
            if (folder.isAbsolute()) {
                return folder.normalize();
            }
        } catch (InvalidPathException e) {
            throw new Malformed("a folder that cannot be");
        }
        throw new Malformed("a folder that is not absolute");
    }

    private Map<String, String> environment(int count) throws Malformed {
        Map<String, String> environment = new HashMap<>();
        for (int i = 0; i < count; i++) {
            String variable = text(length, "fewer variables than it says");
            int equals = variable.indexOf('=', 1);
            if (equals > 0) {
                environment.putIfAbsent(variable.substring(0, equals), variable.substring(equals + 1));
            }
        }
        return environment;
    }

    /** The rest, but for its end; no NUL is in it, or the number of variables was not theirs. */
    private GateRequest.Input input(String expectedEnd) throws Malformed {
        byte[] end = expectedEnd.getBytes(StandardCharsets.US_ASCII);
        int from = at;
        int to = length - end.length;
        if (to < from) {
            throw new Malformed("no end");
        }
        for (int i = 0; i < end.length; i++) {
            if (bytes[to + i] != end[i]) {
                throw new Malformed("no end");
            }
        }
        for (int i = from; i < to; i++) {
            if (bytes[i] == 0) {
                throw new Malformed("more variables than it says");
            }
        }
        return new GateRequest.Input(bytes, from, to - from);
    }

    /** What comes before the next NUL, which is passed over. */
    private String text(int longest, String otherwise) throws Malformed {
        int end = at;
        while (end < length && end - at <= longest && bytes[end] != 0) {
            end++;
        }
        if (end == length || end - at > longest) {
            throw new Malformed(otherwise);
        }
        String text = new String(bytes, at, end - at, StandardCharsets.UTF_8);
        at = end + 1;
        return text;
    }

    private static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        private final String why;

        Malformed(String why) {
            super(why, null, false, false);
            this.why = why;
        }
    }
}
