package dev.refwarden.review.web;

import dev.refwarden.ledger.DecisionIndex;
import dev.refwarden.ledger.DecisionQuery;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What is refused over time, by reason and by repository.
 *
 * @param since the first day
 * @param until the last
 * @param codes the most frequent reasons, and the rest under one name, in the order of the bars' parts
 * @param days every day, also those on which nothing was refused
 * @param most the highest bar
 * @param repositories those with the most refused pushes
 */
public record ChartPage(
        Filters filters,
        String since,
        String until,
        List<Reason> codes,
        List<Day> days,
        long most,
        List<Repository> repositories,
        long count) {
    private static final int DAYS = 30;
    private static final int MOST_DAYS = 370;
    private static final int MOST_CODES = 7;
    private static final int MOST_REPOSITORIES = 15;
    private static final String REST = "all others";
    private static final double HEIGHT = 200;

    /** A reason and how often it refused. */
    public record Reason(String code, long count) {}

    /** One day's bar: how often each reason refused, in the order of the reasons. */
    public record Day(String date, List<Long> counts) {
        /** All of them. */
        public long total() {
            return counts.stream().mapToLong(Long::longValue).sum();
        }
    }

    /** @param share of the first one, in percent */
    public record Repository(String name, long count, long share) {}

    /** A part of a bar, in the drawing's units. */
    public record Part(int reason, double y, double height, long count) {}

    static ChartPage of(DecisionIndex index, Request request, Instant now) throws IOException {
        Filters filters = Filters.of(request);
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        LocalDate last = Filters.day(filters.until()).orElse(today);
        LocalDate first = Filters.day(filters.since()).orElse(last.minusDays(DAYS - 1));
        if (first.isAfter(last) || ChronoUnit.DAYS.between(first, last) >= MOST_DAYS) {
            first = last.minusDays(DAYS - 1);
        }
        DecisionQuery query = filters.query().since(Filters.start(first)).until(Filters.start(last.plusDays(1)));
        SortedMap<LocalDate, SortedMap<String, Long>> counted = index.byDay(query);
        List<Reason> reasons = reasons(counted.values());
        List<Day> days = new ArrayList<>();
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            days.add(day(day, counted.getOrDefault(day, new java.util.TreeMap<>()), reasons));
        }
        long most = days.stream().mapToLong(Day::total).max().orElse(0);
        return new ChartPage(
                filters,
                first.toString(),
                last.toString(),
                reasons,
                days,
                most,
                repositories(index.byRepository(query)),
                index.count(query));
    }

    private static List<Reason> reasons(Collection<SortedMap<String, Long>> days) {
        Map<String, Long> counts = new LinkedHashMap<>();
        days.forEach(day -> day.forEach((code, count) -> counts.merge(code, count, Long::sum)));
        List<Reason> sorted = new ArrayList<>();
        counts.forEach((code, count) -> sorted.add(new Reason(code, count)));
        sorted.sort(Comparator.comparingLong(Reason::count).reversed().thenComparing(Reason::code));
        if (sorted.size() <= MOST_CODES) {
            return sorted;
        }
        List<Reason> reasons = new ArrayList<>(sorted.subList(0, MOST_CODES));
        long rest = sorted.subList(MOST_CODES, sorted.size()).stream()
                .mapToLong(Reason::count)
                .sum();
        reasons.add(new Reason(REST, rest));
        return reasons;
    }

    private static Day day(LocalDate day, Map<String, Long> counted, List<Reason> reasons) {
        Map<String, Long> counts = new LinkedHashMap<>();
        reasons.forEach(reason -> counts.put(reason.code(), 0L));
        counted.forEach((code, count) -> counts.merge(counts.containsKey(code) ? code : REST, count, Long::sum));
        return new Day(day.toString(), List.copyOf(counts.values()));
    }

    private static List<Repository> repositories(Map<String, Long> counts) {
        List<Map.Entry<String, Long>> sorted = new ArrayList<>(counts.entrySet());
        sorted.sort(Map.Entry.<String, Long>comparingByValue().reversed());
        long largest = sorted.isEmpty() ? 1 : sorted.get(0).getValue();
        return sorted.stream()
                .limit(MOST_REPOSITORIES)
                .map(one -> new Repository(one.getKey(), one.getValue(), one.getValue() * 100 / largest))
                .toList();
    }

    /** The parts of a bar, from the ground up. */
    public List<Part> parts(Day day) {
        List<Part> parts = new ArrayList<>();
        double y = HEIGHT;
        for (int i = 0; i < day.counts().size(); i++) {
            long count = day.counts().get(i);
            if (count > 0) {
                double height = HEIGHT * count / Math.max(1, most);
                y -= height;
                parts.add(new Part(i, rounded(y), rounded(height), count));
            }
        }
        return parts;
    }

    /** How wide a day is, in the drawing's units. */
    public double step() {
        return rounded(720.0 / Math.max(1, days.size()));
    }

    /** Where a day's bar begins. */
    public double x(int day) {
        return rounded(40 + day * 720.0 / Math.max(1, days.size()));
    }

    /** The address of the same figures for a spreadsheet. */
    public String csv() {
        return Links.withQuery(
                "/chart.csv", Map.of("since", since, "until", until, "repository", filters.repository()));
    }

    /** The address of the cases of one day. */
    public String casesOf(Day day) {
        Map<String, String> fields = filters.fields();
        fields.put("since", day.date());
        fields.put("until", LocalDate.parse(day.date()).plusDays(1).toString());
        return Links.cases(fields);
    }

    /** The address of the cases with one reason; of all of them for the rest. */
    public String casesOf(Reason reason) {
        Map<String, String> fields = filters.fields();
        fields.put("since", since);
        fields.put("until", LocalDate.parse(until).plusDays(1).toString());
        if (!reason.code().equals(REST)) {
            fields.put("code", reason.code());
        }
        return Links.cases(fields);
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
