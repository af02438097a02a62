package dev.refwarden.cli;

import java.nio.file.Path;

/** Words for a POSIX shell, so that a command that is shown can be copied. */
final class Shell {
    private Shell() {}

    /** {@code path}, in single quotes where it holds anything that a shell reads. */
    static String quoted(Path path) {
        String text = path.toString();
        boolean plain = !text.isEmpty()
                && text.chars().allMatch(c -> Character.isLetterOrDigit(c) || "/._-+:@%=".indexOf(c) >= 0);
        return plain ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
