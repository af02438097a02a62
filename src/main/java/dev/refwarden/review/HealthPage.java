package dev.refwarden.review;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * Is the installation well?
 *
 * @param checks what was looked at
 */
public record HealthPage(List<Check> checks) {
    /**
     * One thing that was looked at.
     *
     * @param level "ok", "warn" or "fail"
     * @param subject the repository; empty for the installation as a whole
     * @param remedy what to do; empty where nothing is to be done
     */
    public record Check(String level, String subject, String text, String remedy) {}

    static HealthPage of(Site site, Instant now) throws IOException {
        return new HealthPage(List.of());
    }
}
