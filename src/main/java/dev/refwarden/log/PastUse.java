package dev.refwarden.log;

import java.time.Instant;

/**
 * A use that is in the journal.
 *
 * @param time of the push that used it
 * @param position of the line of the log that says so
 */
public record PastUse(Use use, Instant time, DecisionLog.Position position) {
    /** The number of the decision that used it. */
    public long seq() {
        return position.seq();
    }
}
