package dev.refwarden.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** How long ago something was, in seven characters, so that tables keep their shape. */
final class RelativeTime {
    private static final int DAYS = 99;
    private static final int WEEKS = 99 * 7;
    private static final int WEEK = 7;
    private static final int YEAR = 365;

    private RelativeTime() {}

    /** Such as {@code 3h ago}. */
    static String of(Instant time, Instant now) {
        return String.format(Locale.ROOT, "%-7s", words(Duration.between(time, now)));
    }

    private static String words(Duration ago) {
        long days = ago.toDays();
        if (days > WEEKS) {
            return days / YEAR + "y ago";
        }
        if (days > DAYS) {
            return days / WEEK + "w ago";
        }
        if (days > 1) {
            return days + "d ago";
        }
        if (ago.toHours() > 0) {
            return ago.toHours() + "h ago";
        }
        return ago.toMinutes() > 0 ? ago.toMinutes() + "m ago" : "now";
    }
}
