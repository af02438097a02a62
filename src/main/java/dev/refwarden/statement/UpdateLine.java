package dev.refwarden.statement;

import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import java.util.Optional;

/** The form in which git and statements write an update: {@code <old> <new> <ref>}. */
final class UpdateLine {
    private UpdateLine() {}

    /** As statements write it. */
    static String write(RefUpdate update) {
        return "update " + update.before() + " " + update.after() + " "
                + update.ref().value();
    }

    /** Reads one without the word before it; absent where it is none, or goes from one object format to another. */
    static Optional<RefUpdate> parse(String line) {
        int space = line.indexOf(' ');
        int refAt = line.indexOf(' ', space + 1) + 1;
        return space < 0 || refAt == 0 || refAt == line.length()
                ? Optional.empty()
                : RefUpdate.parse(
                        line.substring(0, space),
                        line.substring(space + 1, refAt - 1),
                        new RefName(line.substring(refAt)));
    }
}
