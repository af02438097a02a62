package dev.refwarden.decision;

import dev.refwarden.git.RefName;
import java.util.Optional;

/**
 * A commit that a push did not bring: the server holds it already, though the rule does not take it for settled.
 *
 * @param ref a guarded ref that holds it; absent where none was looked for
 * @param origin how it came there, as far as the log says
 */
public record HeldCommit(Optional<RefName> ref, Origin origin) {
    /** How a commit came to the server. */
    public enum Origin {
        /** By a push whose findings were only observed. */
        OBSERVED,
        /** By a push whose findings were waived, under another rule. */
        WAIVED,
        /** By a push that was accepted, when its key was compromised already, which no one knew. */
        COMPROMISED,
        /** The log does not say: around the hook, or under no rule that looks at commits. */
        UNKNOWN
    }
}
