package dev.refwarden.evidence;

import java.time.Duration;

/** Until when a push must be judged. */
public final class Deadline {
    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    /** @param startNanos when the hook started, by {@link System#nanoTime} */
    public static Deadline after(Duration duration, long startNanos) {
        return new Deadline(startNanos + duration.toNanos());
    }

    /** @throws DeadlinePassed if it has passed */
    void check() {
        if (System.nanoTime() - end > 0) {
            throw new DeadlinePassed();
        }
    }
}
