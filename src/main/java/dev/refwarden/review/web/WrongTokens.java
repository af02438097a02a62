package dev.refwarden.review.web;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** How many wrong tokens each address has shown within a minute; knows no more than the last thousand addresses. */
final class WrongTokens {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MOST = 10;
    private static final int MOST_ADDRESSES = 1_000;

    private final Map<String, Count> counts = new LinkedHashMap<>();

    private record Count(Instant since, int wrong) {}

    /** Counts one; how long the address should leave off, zero as long as it has shown few. */
    Duration add(String address, Instant now) {
        Count before = counts.remove(address);
        Count count = before == null || !now.isBefore(before.since().plus(MINUTE))
                ? new Count(now, 1)
                : new Count(before.since(), Math.min(before.wrong(), MOST) + 1);
        if (counts.size() >= MOST_ADDRESSES) {
            counts.remove(counts.keySet().iterator().next());
        }
        counts.put(address, count);
        return count.wrong() <= MOST
                ? Duration.ZERO
                : Duration.between(now, count.since().plus(MINUTE));
    }
}
