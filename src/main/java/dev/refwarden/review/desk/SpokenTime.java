package dev.refwarden.review.desk;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A time as someone in a hurry writes it: ISO 8601 in UTC, {@code now}, {@code yesterday}, {@code 7d}, {@code 3d ago}. */
public final class SpokenTime {
    private static final Pattern AGO =
            Pattern.compile("(\\d{1,5})\\s*(s|m|h|d|w|seconds?|minutes?|hours?|days?|weeks?)(?:[\\s-]+ago)?");

    private SpokenTime() {}

    /** Of a day, its first instant; absent where the text is not a time. */
    public static Optional<Instant> parse(String given, Instant now) {
        String text = given.strip().toLowerCase(Locale.ROOT);
        Instant today = now.truncatedTo(ChronoUnit.DAYS);
        return switch (text) {
            case "now" -> Optional.of(now);
            case "today" -> Optional.of(today);
            case "yesterday" -> Optional.of(today.minus(Duration.ofDays(1)));
            default -> ago(text, now).or(() -> iso(given.strip()));
        };
    }

    private static Optional<Instant> ago(String text, Instant now) {
        Matcher ago = AGO.matcher(text);
        return ago.matches()
                ? Optional.of(now.minus(unit(ago.group(2)).multipliedBy(Long.parseLong(ago.group(1)))))
                : Optional.empty();
    }

    private static Duration unit(String word) {
        return switch (word.charAt(0)) {
            case 's' -> Duration.ofSeconds(1);
            case 'm' -> Duration.ofMinutes(1);
            case 'h' -> Duration.ofHours(1);
            case 'd' -> Duration.ofDays(1);
            default -> Duration.ofDays(7);
        };
    }

    private static Optional<Instant> iso(String text) {
        try {
            return Optional.of(Instant.parse(text.contains("T") ? text : text + "T00:00:00Z"));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
