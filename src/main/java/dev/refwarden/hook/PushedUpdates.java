package dev.refwarden.hook;

import dev.refwarden.decision.Code;
import dev.refwarden.object.ObjectId;
import dev.refwarden.object.RefName;
import dev.refwarden.object.RefUpdate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads a pre-receive hook's standard input: {@code <old> <new> <ref>} and LF for each update. */
final class PushedUpdates {
    /** More than any honest push names; what git itself takes from a client is smaller still. */
    private static final int MOST_BYTES = 64 << 20;

    private static final int REF_AT = 2 * (ObjectId.HEX_DIGITS + 1);

    /** How long an object id is in a repository whose objects are named by SHA-256. */
    private static final int SHA256_HEX_DIGITS = 64;

    private PushedUpdates() {}

    static List<RefUpdate> read(InputStream in) throws IOException, MalformedPush {
        byte[] input = in.readNBytes(MOST_BYTES + 1);
        if (input.length > MOST_BYTES) {
            throw malformed("more than " + MOST_BYTES + " bytes of updates");
        }
        List<RefUpdate> updates = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < input.length; i++) {
            if (input[i] == '\n') {
                updates.add(update(input, from, i));
                from = i + 1;
            }
        }
        if (from != input.length) {
            throw malformed("the last update does not end");
        }
        if (updates.isEmpty()) {
            throw malformed("no update at all");
        }
        return updates;
    }

    private static RefUpdate update(byte[] input, int from, int to) throws MalformedPush {
        if (isFramed(input, from, to, SHA256_HEX_DIGITS)) {
            throw new MalformedPush(Code.OBJECT_FORMAT_UNSUPPORTED, "object format sha256 is not supported yet");
        }
        if (!isFramed(input, from, to, ObjectId.HEX_DIGITS)) {
            throw malformed("a line is not of the form \"<old> <new> <ref>\"");
        }
        return new RefUpdate(
                id(input, from),
                id(input, from + ObjectId.HEX_DIGITS + 1),
                new RefName(new String(input, from + REF_AT, to - from - REF_AT, StandardCharsets.UTF_8)));
    }

    private static boolean isFramed(byte[] input, int from, int to, int digits) {
        int refAt = from + 2 * (digits + 1);
        return to > refAt && input[from + digits] == ' ' && input[refAt - 1] == ' ';
    }

    private static MalformedPush malformed(String message) {
        return new MalformedPush(Code.UPDATE_MALFORMED, message);
    }

    private static ObjectId id(byte[] input, int from) throws MalformedPush {
        String hex = new String(input, from, ObjectId.HEX_DIGITS, StandardCharsets.ISO_8859_1);
        if (!ObjectId.isHex(hex)) {
            throw malformed("a line names no object id where one belongs");
        }
        return ObjectId.fromHex(hex);
    }
}
