package dev.refwarden.attestation;

import dev.refwarden.object.ObjectId;
import dev.refwarden.object.RefName;
import dev.refwarden.object.RefUpdate;
import java.util.Optional;

/** The form in which git and statements write an update: {@code <old> <new> <ref>}. */
final class UpdateLine {
    private static final int AFTER_AT = ObjectId.HEX_DIGITS + 1;
    private static final int REF_AT = 2 * AFTER_AT;

    private UpdateLine() {}

    /** As statements write it. */
    static String write(RefUpdate update) {
        return "update " + update.before() + " " + update.after() + " "
                + update.ref().value();
    }

    /** Reads one without the word before it. */
    static Optional<RefUpdate> parse(String line) {
        boolean framed = line.length() > REF_AT && line.charAt(AFTER_AT - 1) == ' ' && line.charAt(REF_AT - 1) == ' ';
        if (!framed) {
            return Optional.empty();
        }
        String before = line.substring(0, AFTER_AT - 1);
        String after = line.substring(AFTER_AT, REF_AT - 1);
        return ObjectId.isHex(before) && ObjectId.isHex(after)
                ? Optional.of(new RefUpdate(
                        ObjectId.fromHex(before), ObjectId.fromHex(after), new RefName(line.substring(REF_AT))))
                : Optional.empty();
    }
}
