package dev.refwarden.review.web;

import dev.refwarden.review.assessment.Assessment;
import dev.refwarden.review.desk.OpenIncidents;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How many incidents of the last thirty days are open.
 *
 * @param counts by how they look, the gravest first; those that there are none of are left out
 * @param limits what of the thirty days was not looked at, in words; empty where all was
 */
public record OpenCounts(List<Count> counts, String limits) {
    public OpenCounts {
        counts = List.copyOf(counts);
    }

    /** So many look like that. */
    public record Count(String level, String shape, int incidents) {}

    static OpenCounts of(OpenIncidents.Tally tally) {
        List<Count> counts = new ArrayList<>();
        for (Assessment.Level level : Assessment.Level.values()) {
            int open = tally.open().getOrDefault(level, 0);
            if (open > 0) {
                counts.add(new Count(level.word(), level.shape(), open));
            }
        }
        return new OpenCounts(counts, limits(tally));
    }

    private static String limits(OpenIncidents.Tally tally) {
        String looked = String.format(Locale.ROOT, "%,d refused pushes", tally.looked());
        if (!tally.whole()) {
            return "so far of " + looked + ": the rest is still being looked at";
        }
        return tally.cut() ? "of the newest " + looked + "; older ones were not looked at" : "";
    }
}
