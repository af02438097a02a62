package dev.refwarden.review.web;

import dev.refwarden.ledger.DecisionQuery;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which refused pushes are required, as the form has it; what is empty does not matter.
 *
 * @param since a day in UTC, such as 2026-11-23
 * @param until the last day
 * @param text part of anything
 * @param wrong what of it means nothing, in words; empty where all is well
 */
public record Filters(
        String repository,
        String ref,
        String person,
        String code,
        String since,
        String until,
        String text,
        String wrong) {

    static Filters of(Request request) {
        String since = request.query("since");
        String until = request.query("until");
        boolean wrong = Stream.of(since, until).anyMatch(day -> !day.isEmpty() && day(day).isEmpty());
        return new Filters(
                request.query("repository"),
                request.query("ref"),
                request.query("person"),
                request.query("code"),
                since,
                until,
                request.query("text"),
                wrong ? "A day is written like 2026-11-23." : "");
    }

    DecisionQuery query() {
        DecisionQuery query = DecisionQuery.refusals()
                .inRepository(repository)
                .ofRef(ref)
                .pushedBy(person)
                .withCode(code)
                .containing(text);
        Optional<LocalDate> from = day(since);
        Optional<LocalDate> to = day(until);
        query = from.isPresent() ? query.since(start(from.get())) : query;
        return to.isPresent() ? query.until(start(to.get().plusDays(1))) : query;
    }

    /** As they stand in an address. */
    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("repository", repository);
        fields.put("ref", ref);
        fields.put("person", person);
        fields.put("code", code);
        fields.put("since", since);
        fields.put("until", until);
        fields.put("text", text);
        return fields;
    }

    /** Whether anything is filtered at all. */
    public boolean any() {
        return fields().values().stream().anyMatch(value -> !value.isEmpty());
    }

    static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    static Optional<LocalDate> day(String text) {
        if (text.length() != "2026-11-23".length()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
