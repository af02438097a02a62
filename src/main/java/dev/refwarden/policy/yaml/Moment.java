package dev.refwarden.policy.yaml;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A time as the configuration writes it: ISO 8601 in UTC, {@code 2026-09-01} or {@code 2026-09-01T08:00:00Z}, seconds
 * and their fraction at will. Read by hand, since the library's formatters take longer to load than a whole policy.
 */
final class Moment {
    private final String text;
    private int at;

    private Moment(String text) {
        this.text = text;
    }

    /** The instant, of a bare date its first; empty where {@code text} is no such time. */
    static Optional<Instant> parse(String text) {
        return new Moment(text).read();
    }

    private Optional<Instant> read() {
        int year = digits(4);
        boolean dashes = skip('-');
        int month = digits(2);
        dashes &= skip('-');
        int day = digits(2);
        if (!dashes || year < 1970 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) {
            return Optional.empty();
        }
        long midnight = LocalDate.of(year, month, day).toEpochDay() * 86_400;
        return at == text.length() ? Optional.of(Instant.ofEpochSecond(midnight)) : timeOfDay(midnight);
    }

    private static int daysIn(int year, int month) {
        if (month == 2) {
            boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            return leap ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    private Optional<Instant> timeOfDay(long midnight) {
        boolean marks = skip('T');
        int hour = digits(2);
        marks &= skip(':');
        int minute = digits(2);
        boolean hasSeconds = skip(':');
        int second = hasSeconds ? digits(2) : 0;
        int nanos = hasSeconds && skip('.') ? fraction() : 0;
        marks &= skip('Z') && at == text.length();
        if (!marks || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || nanos < 0) {
            return Optional.empty();
        }
        return Optional.of(Instant.ofEpochSecond(midnight + hour * 3600L + minute * 60L + second, nanos));
    }

    /** So many digits as a number, or -1 where they are not there. */
    private int digits(int count) {
        int number = 0;
        for (int i = 0; i < count; i++, at++) {
            if (!isDigitAt(at)) {
                return -1;
            }
            number = number * 10 + (text.charAt(at) - '0');
        }
        return number;
    }

    /** One to nine digits as billionths, or -1. */
    private int fraction() {
        int from = at;
        int number = 0;
        for (int i = 0; i < 9; i++) {
            number *= 10;
            if (isDigitAt(at)) {
                number += text.charAt(at++) - '0';
            }
        }
        return at == from ? -1 : number;
    }

    private boolean isDigitAt(int index) {
        return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    private boolean skip(char expected) {
        if (at < text.length() && text.charAt(at) == expected) {
            at++;
            return true;
        }
        return false;
    }
}
