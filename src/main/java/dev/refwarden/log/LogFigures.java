package dev.refwarden.log;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
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
        long[] durations,
        long millis,
        Optional<Instant> latest,
        long bytes) {
    /** In milliseconds. */
    public static final List<Long> BOUNDS =
            List.of(50L, 100L, 200L, 500L, 1_000L, 2_000L, 5_000L, 10_000L, 30_000L, 60_000L);

    public long count() {
        return pushes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Reads the whole log. */
    public static LogFigures of(StateFolder state) throws IOException {
        Counting counting = new Counting();
        if (Files.isDirectory(state.logs())) {
            LogReader.read(state, counting::add);
            for (LogFile file : LogFile.in(state.logs())) {
                counting.bytes += Files.size(file.path());
            }
        }
        return new LogFigures(
                counting.pushes,
                counting.refusals,
                counting.durations,
                counting.millis,
                counting.latest,
                counting.bytes);
    }

    private static final class Counting {
        private final Map<String, Long> pushes = new TreeMap<>(Map.of("accepted", 0L, "refused", 0L, "observed", 0L));
        private final Map<String, Long> refusals = new TreeMap<>();
        private final long[] durations = new long[BOUNDS.size()];
        private long millis;
        private long bytes;
        private Optional<Instant> latest = Optional.empty();

        void add(LoggedLine line) {
            String verdict = line.text("verdict");
            if (!pushes.containsKey(verdict)) {
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
                line.objects("findings").forEach(finding -> codes.add(LoggedLine.text(finding, "code")));
                codes.forEach(code -> refusals.merge(code, 1L, Long::sum));
            }
        }
    }
}
