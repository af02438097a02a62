package dev.refwarden.ledger;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Times as lines of the log say them. */
final class LogTime {
    /** How a line has it; other forms are read as well, but slower. */
    private static final String FORM = "0000-00-00T00:00:00.000Z";

    private LogTime() {}

    /** @throws java.time.format.DateTimeParseException if the text is not a time */
    static Instant parse(String text) {
        return isOfForm(text) ? quickly(text) : Instant.parse(text);
    }

    private static boolean isOfForm(String text) {
        if (text.length() != FORM.length()) {
            return false;
        }
        for (int i = 0; i < FORM.length(); i++) {
            char c = text.charAt(i);
            if (FORM.charAt(i) == '0' ? c < '0' || c > '9' : c != FORM.charAt(i)) {
                return false;
            }
        }
        return number(text, 11, 13) < 24 && number(text, 14, 16) < 60 && number(text, 17, 19) < 60;
    }

    private static Instant quickly(String text) {
        try {
            long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                    .atStartOfDay()
                    .toEpochSecond(ZoneOffset.UTC);
            long second = day + number(text, 11, 13) * 3_600L + number(text, 14, 16) * 60L + number(text, 17, 19);
            return Instant.ofEpochSecond(second, number(text, 20, 23) * 1_000_000L);
        } catch (DateTimeException noDay) {
            return Instant.parse(text);
        }
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
