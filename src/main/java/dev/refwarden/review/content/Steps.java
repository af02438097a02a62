package dev.refwarden.review.content;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Patterns that match one behind the other in a line. Each goes over the line once, so that a line that was made to be slow
 * takes no longer than others; one pattern with gaps in it would try every way to fill them.
 *
 * @param patterns none of them spans a gap of its own
 * @param apart how many characters may stand between one match and the next
 */
record Steps(List<Pattern> patterns, int apart) {
    Steps {
        patterns = List.copyOf(patterns);
    }

    static Steps of(int apart, String... patterns) {
        return new Steps(
                Stream.of(patterns)
                        .map(pattern -> Pattern.compile(pattern, Pattern.CASE_INSENSITIVE))
                        .toList(),
                apart);
    }

    boolean areIn(String line) {
        List<Integer> ends = List.of();
        for (int step = 0; step < patterns.size(); step++) {
            ends = ends(patterns.get(step).matcher(line), ends, step == 0);
            if (ends.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Where the matches end that stand behind one of those before, both in the order of the line. */
    private List<Integer> ends(Matcher matcher, List<Integer> before, boolean first) {
        List<Integer> ends = new ArrayList<>();
        int next = 0;
        while (matcher.find()) {
            while (next < before.size() && before.get(next) <= matcher.start()) {
                next++;
            }
            if (first || (next > 0 && matcher.start() - before.get(next - 1) <= apart)) {
                ends.add(matcher.end());
            }
        }
        return ends;
    }
}
