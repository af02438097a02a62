package dev.refwarden.policy.yaml;

import java.util.List;
import java.util.OptionalLong;

/** Numbers with a unit, such as {@code 14d} or {@code 50MiB}: decimal digits and one unit, nothing between. */
final class Quantity {
    static final Quantity SECONDS =
            new Quantity(List.of("s", "m", "h", "d"), new long[] {1, 60, 3600, 86_400}, 36_500L * 86_400);
    static final Quantity BYTES = new Quantity(
            List.of("B", "KiB", "MiB", "GiB", "TiB"), new long[] {1, 1L << 10, 1L << 20, 1L << 30, 1L << 40}, 1L << 60);

    private final List<String> units;
    private final long[] factors;
    private final long most;

    private Quantity(List<String> units, long[] factors, long most) {
        this.units = units;
        this.factors = factors;
        this.most = most;
    }

    /** The amount in the smallest unit; empty where {@code text} is none or too large to be meant. */
    OptionalLong parse(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        int unit = units.indexOf(text.substring(digits));
        if (digits == 0 || digits > 18 || unit < 0) {
            return OptionalLong.empty();
        }
        long number = Long.parseLong(text.substring(0, digits));
        return number > most / factors[unit] ? OptionalLong.empty() : OptionalLong.of(number * factors[unit]);
    }

    /** {@code s, m, h or d}. */
    String unitNames() {
        return Words.anyOf(units);
    }
}
