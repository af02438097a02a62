package dev.refwarden.notify;

import java.time.Duration;

/** How long to wait before a message is tried again: a minute, then always twice as long, up to four hours. */
final class Pauses {
    /** So often a message is tried, which takes a little more than three days. */
    static final int MOST_TRIES = 26;

    private static final int LONGEST_MINUTES = 240;
    private static final int DOUBLED = 8;

    private Pauses() {}

    /** @param tries how often it was tried by now, at least once */
    static Duration after(int tries) {
        int minutes = tries > DOUBLED ? LONGEST_MINUTES : 1 << (tries - 1);
        return Duration.ofMinutes(minutes);
    }
}
