package dev.refwarden.evidence;

import java.time.Duration;

/** Until when a push must be judged. */
public final class Deadline {
    private final long end;
    private final Runnable onCommit;

    private Deadline(long end, Runnable onCommit) {
        this.end = end;
        this.onCommit = onCommit;
    }

    /** @param startNanos when the hook started, by {@link System#nanoTime} */
    public static Deadline after(Duration duration, long startNanos) {
        return new Deadline(startNanos + duration.toNanos(), () -> {});
    }

    /** The same, for someone who watches; {@code onCommit} is called by any thread for each commit that is read. */
    public Deadline watchedBy(Runnable watcher) {
        return new Deadline(end, watcher);
    }

    void sawCommit() {
        onCommit.run();
    }

    /** @throws DeadlinePassed if it has passed */
    void check() {
        if (System.nanoTime() - end > 0) {
            throw new DeadlinePassed();
        }
    }
}
