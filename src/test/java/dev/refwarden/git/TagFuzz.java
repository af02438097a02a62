package dev.refwarden.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.refwarden.fuzz.Promise;
import java.util.List;

/** Tag objects of both formats. */
public final class TagFuzz {
    private static final String SIGNATURE = "-----BEGIN PGP SIGNATURE-----\n\nAAAA\n-----END PGP SIGNATURE-----\n";

    private TagFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        for (ObjectFormat format : ObjectFormat.values()) {
            if (ParsedTag.of(input, format) instanceof Tag tag) {
                Promise.that(tag.target().format() == format, "ids are of the repository's format");
                Promise.that(tag.name().indexOf('\n') < 0, "a name is one line");
                SignedParts.keepEveryByte(tag.signature(), input);
            }
        }
    }

    public static List<byte[]> seeds() {
        return List.of(
                tag("1".repeat(40), "Release\n"),
                tag("1".repeat(64), "Release\n"),
                tag("1".repeat(40), "Release\n" + SIGNATURE),
                tag("1".repeat(40), "> " + SIGNATURE + SIGNATURE + "trailing\n"),
                ("object " + "1".repeat(40) + "\ntype tree\ntag v1\n\n").getBytes(ISO_8859_1),
                ("object " + "1".repeat(40) + "\ntype blob\ntag v1\ngpgsig x\n\n").getBytes(ISO_8859_1));
    }

    private static byte[] tag(String id, String message) {
        return ("object " + id + "\ntype commit\ntag v1\ntagger Ada <ada@example.org> 1700000000 +0100\n\n" + message)
                .getBytes(ISO_8859_1);
    }
}
