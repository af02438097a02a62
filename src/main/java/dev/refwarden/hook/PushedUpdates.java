package dev.refwarden.hook;

import dev.refwarden.decision.Code;
import dev.refwarden.git.ObjectFormat;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a pre-receive hook's standard input: {@code <old> <new> <ref>} and LF for each update, the ids of all of them of one
 * object format.
 */
final class PushedUpdates {
    /** More than any honest push names; what git itself takes from a client is smaller still. */
    private static final int MOST_BYTES = 64 << 20;

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
        if (!RefUpdate.areOfOneFormat(updates)) {
            throw malformed("its lines name objects of both formats, sha1 and sha256");
        }
        return updates;
    }

    private static RefUpdate update(byte[] input, int from, int to) throws MalformedPush {
        int afterAt = behindId(input, from, to);
        int refAt = behindId(input, afterAt, to);
        if (refAt == to) {
            throw malformed("a line is not of the form \"<old> <new> <ref>\"");
        }
        String before = new String(input, from, afterAt - 1 - from, StandardCharsets.ISO_8859_1);
        String after = new String(input, afterAt, refAt - 1 - afterAt, StandardCharsets.ISO_8859_1);
        if (!ObjectId.isHex(before) || !ObjectId.isHex(after)) {
            throw malformed("a line names no object id where one belongs");
        }
        RefName ref = new RefName(new String(input, refAt, to - refAt, StandardCharsets.UTF_8));
        return RefUpdate.parse(before, after, ref)
                .orElseThrow(() -> malformed("a line names objects of both formats, sha1 and sha256"));
    }

    /** Behind what is as long as an id, and the space that follows it; {@code to} where no such thing is there. */
    private static int behindId(byte[] input, int from, int to) {
        for (ObjectFormat format : ObjectFormat.values()) {
            int space = from + format.hexDigits();
            if (space < to && input[space] == ' ') {
                return space + 1;
            }
        }
        return to;
    }

    private static MalformedPush malformed(String message) {
        return new MalformedPush(Code.UPDATE_MALFORMED, message);
    }
}
