package dev.refwarden.git;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads a tag object: {@code object}, {@code type}, {@code tag} and perhaps {@code tagger}, nothing
 * else, then the message with the signature at its end.
 */
final class TagReader {
    /** The lines at which Git begins to see a signature in a tag's message. */
    private static final List<byte[]> BEGINNINGS = List.of(
            bytes("-----BEGIN PGP SIGNATURE-----"),
            bytes("-----BEGIN PGP MESSAGE-----"),
            bytes("-----BEGIN SIGNED MESSAGE-----"),
            bytes("-----BEGIN SSH SIGNATURE-----"));

    private TagReader() {}

    static Tag read(byte[] raw, ObjectFormat format) throws MalformedObject {
        Headers headers = new Headers(raw, format);
        ObjectId target = expect(headers, "object").id();
        headers.next();
        String type = expect(headers, "type").line();
        headers.next();
        String name = expect(headers, "tag").line();
        headers.next();
        Optional<Identity> tagger = Optional.empty();
        if (headers.present() && headers.is("tagger")) {
            tagger = Optional.of(headers.identity());
            headers.next();
        }
        String oddity = remaining(headers);
        int body = headers.bodyStart();
        return new Tag(
                target,
                ObjectType.of(type).orElseThrow(() -> new MalformedObject("it names an object of no known type")),
                name,
                tagger,
                oddity.isEmpty() ? signature(raw, body) : new CarriedSignature.Ambiguous(oddity),
                Subject.at(raw, body));
    }

    private static Headers expect(Headers headers, String name) throws MalformedObject {
        if (!headers.present() || !headers.is(name)) {
            throw new MalformedObject("the header \"" + name + "\" is not where it belongs");
        }
        return headers;
    }

    private static String remaining(Headers headers) throws MalformedObject {
        String oddity = "";
        for (; headers.present(); headers.next()) {
            if (!headers.startsWith("gpgsig")) {
                throw new MalformedObject("a header \"" + headers.name() + "\" that tags do not have");
            }
            oddity = "a gpgsig header in a tag";
        }
        return oddity;
    }

    /** The last one is the tag's own, as Git sees it: those before are quoted by the message, and signed with it. */
    private static CarriedSignature signature(byte[] raw, int body) {
        int found = -1;
        for (int line = body; line < raw.length; line = nextLine(raw, line)) {
            found = beginsSignature(raw, line) ? line : found;
        }
        return found < 0
                ? new CarriedSignature.None()
                : new CarriedSignature.Block(
                        new SignedBytes(raw, found, raw.length), Arrays.copyOfRange(raw, found, raw.length));
    }

    private static boolean beginsSignature(byte[] raw, int line) {
        for (byte[] beginning : BEGINNINGS) {
            if (line + beginning.length <= raw.length
                    && Arrays.equals(raw, line, line + beginning.length, beginning, 0, beginning.length)) {
                return true;
            }
        }
        return false;
    }

    private static int nextLine(byte[] raw, int from) {
        int at = from;
        while (at < raw.length && raw[at] != '\n') {
            at++;
        }
        return at + 1;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
