package dev.refwarden.ledger;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the log adds up to.
 *
 * @param pushes by verdict
 * @param refusals how many refused pushes had a finding of each code
 * @param durations in milliseconds, how many pushes took so long or less, for each of {@link #BOUNDS}
 * @param millis how long all pushes took together
 * @param latest when the last push was decided
 */
public record LogFigures(
        Map<String, Long> pushes,
        Map<String, Long> refusals,
        List<Long> durations,
        long millis,
        Optional<Instant> latest,
        long bytes) {
    /** In milliseconds. */
    public static final List<Integer> BOUNDS = List.of(50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000);

    public long count() {
        return pushes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Reads the whole log. */
    public static LogFigures of(Ledger ledger) throws IOException {
        Counting counting = new Counting();
        Lines.each(ledger, 0, line -> {
            counting.bytes += line.bytes().length;
            LoggedLine.withoutCommits(line.bytes()).ifPresent(counting::add);
        });
        return new LogFigures(
                counting.pushes,
                counting.refusals,
                Arrays.stream(counting.durations).boxed().toList(),
                counting.millis,
                counting.latest,
                counting.bytes);
    }

    private static final class Counting {
        private final Map<String, Long> pushes =
                new TreeMap<>(Map.of("accepted", 0L, "refused", 0L, "observed", 0L, "waived", 0L));
        private final Map<String, Long> refusals = new TreeMap<>();
        private final long[] durations = new long[BOUNDS.size()];
        private long millis;
        private long bytes;
        private Optional<Instant> latest = Optional.empty();

        void add(LoggedLine line) {
            String verdict = line.text("verdict");
            if (!pushes.containsKey(verdict) || line.fields().get("drill") == Boolean.TRUE) {
                return;
            }
            pushes.merge(verdict, 1L, Long::sum);
            latest = Optional.of(Instant.parse(line.text("time")));
            long took = LoggedLine.number(line.fields(), "millis");
            millis += took;
            for (int i = 0; i < BOUNDS.size(); i++) {
                durations[i] += took <= BOUNDS.get(i) ? 1 : 0;
            }
            if (verdict.equals("refused")) {
                TreeSet<String> codes = new TreeSet<>();
                line.objects("codes").stream()
                        .filter(code -> code.get("observed") != Boolean.TRUE)
                        .forEach(code -> codes.add(LoggedLine.text(code, "code")));
                codes.forEach(code -> refusals.merge(code, 1L, Long::sum));
            }
        }
    }
}
