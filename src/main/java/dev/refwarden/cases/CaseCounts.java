package dev.refwarden.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How often codes, repositories and people stand in the entries that a query means. An object is looked for by the
 * beginning of its name only.
 */
public final class CaseCounts {
    private final CaseIndex index;
    private final CaseQuery query;

    CaseCounts(CaseIndex index, CaseQuery query) {
        this.index = index;
        this.query = query;
    }

    /** How often pushes that are meant were refused for each code, by day in UTC. A push counts once for each of its codes. */
    public SortedMap<LocalDate, SortedMap<String, Long>> byDay() {
        SortedMap<LocalDate, SortedMap<String, Long>> days = new TreeMap<>();
        index.each(query, (chunk, row) -> {
            LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(chunk.time(row)), ZoneOffset.UTC);
            Lists lists = chunk.lists(row);
            lists.numbers();
            for (String code : chunk.strings(lists.numbers())) {
                days.computeIfAbsent(day, none -> new TreeMap<>()).merge(code, 1L, Long::sum);
            }
        });
        return days;
    }

    /** How many pushes are meant in each repository. */
    public SortedMap<String, Long> byRepository() {
        SortedMap<String, Long> counts = new TreeMap<>();
        Tally tally = new Tally(counts);
        index.each(query, (chunk, row) -> tally.add(chunk, chunk.repository(row)));
        tally.finish();
        return counts;
    }

    /** How many pushes that are meant have each code. */
    public SortedMap<String, Long> byCode() {
        SortedMap<String, Long> counts = new TreeMap<>();
        Tally tally = new Tally(counts);
        index.each(query, (chunk, row) -> {
            Lists lists = chunk.lists(row);
            lists.numbers();
            for (int code : lists.numbers()) {
                tally.add(chunk, code);
            }
        });
        tally.finish();
        return counts;
    }

    /** Who pushed what is meant: persons where they are known, else accounts. */
    public SortedSet<String> pushers() {
        SortedMap<String, Long> counts = new TreeMap<>();
        Tally tally = new Tally(counts);
        index.each(query, (chunk, row) -> {
            tally.add(chunk, chunk.person(row));
            tally.add(chunk, chunk.account(row));
        });
        tally.finish();
        counts.remove("");
        return new TreeSet<>(counts.keySet());
    }

    /** Counts strings by their numbers within a chunk, and by name once the chunk is left. */
    private static final class Tally {
        private final Map<String, Long> counts;
        private Optional<Chunk> at = Optional.empty();
        private long[] own = {};

        Tally(Map<String, Long> counts) {
            this.counts = counts;
        }

        void add(Chunk chunk, int string) {
            if (at.isEmpty() || at.get() != chunk) {
                finish();
                at = Optional.of(chunk);
                own = new long[chunk.stringCount()];
            }
            own[string]++;
        }

        void finish() {
            for (int i = 0; i < own.length; i++) {
                if (own[i] > 0) {
                    counts.merge(at.orElseThrow().string(i), own[i], Long::sum);
                }
            }
            own = new long[0];
        }
    }
}
