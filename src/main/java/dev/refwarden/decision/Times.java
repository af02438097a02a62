package dev.refwarden.decision;

import java.time.Instant;

/** Times as people read them. */
final class Times {
    private static final String MIDNIGHT = "T00:00:00Z";

    private Times() {}

    /** A date where the time is its first instant, else date and time in UTC. */
    static String plain(Instant time) {
        String text = time.toString();
        return text.endsWith(MIDNIGHT) ? text.substring(0, text.length() - MIDNIGHT.length()) : text;
    }
}
