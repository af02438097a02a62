package dev.refwarden.review.web;

import dev.refwarden.doctor.Checked;
import java.util.List;
import java.util.Locale;

/**
 * Is the installation well?
 *
 * @param time when it was looked at
 * @param failed how many checks failed
 * @param checks what was looked at, the gravest first
 */
public record HealthPage(String time, long failed, List<Check> checks) {
    public HealthPage {
        checks = List.copyOf(checks);
    }

    /**
     * One thing that was looked at.
     *
     * @param level "ok", "warn" or "fail"
     * @param subject the repository; empty for the installation as a whole
     * @param remedy what to do; empty where nothing is to be done
     */
    public record Check(String level, String subject, String text, String remedy) {
        static Check of(Checked checked) {
            return new Check(
                    checked.level().name().toLowerCase(Locale.ROOT),
                    checked.subject(),
                    checked.text(),
                    checked.remedy());
        }
    }
}
