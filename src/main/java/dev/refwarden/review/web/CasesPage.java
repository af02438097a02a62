package dev.refwarden.review.web;

import dev.refwarden.ledger.DecisionCount;
import dev.refwarden.ledger.DecisionIndex;
import dev.refwarden.ledger.DecisionKind;
import dev.refwarden.ledger.DecisionQuery;
import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.people.People;
import dev.refwarden.review.desk.CasePages;
import dev.refwarden.review.desk.DeskCase;
import dev.refwarden.review.desk.FilterWords;
import dev.refwarden.review.desk.OpenIncidents;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What lies on the desk: incidents, and other pushes where they are asked for.
 *
 * @param words what was asked for
 * @param wrong what of it means nothing; empty where all is well
 * @param open how many incidents are open
 * @param incidents refused pushes, those that belong together as one
 * @param rows pushes that were not refused, newest first
 * @param counted how many, in words
 * @param older the address of the next page; empty on the last
 * @param suggestions for the line of words
 * @param alarms what the log raises an alarm about, newest first
 */
public record CasesPage(
        String words,
        String wrong,
        OpenCounts open,
        List<IncidentRow> incidents,
        List<PushRow> rows,
        String counted,
        Map<String, Long> lately,
        String older,
        List<String> suggestions,
        List<Alarm> alarms) {
    private static final int AT_ONCE = 50;
    private static final int MOST_ALARMS = 3;
    private static final int MOST_SUGGESTIONS = 60;
    private static final Duration LATELY = Duration.ofDays(30);

    public CasesPage {
        incidents = List.copyOf(incidents);
        rows = List.copyOf(rows);
        suggestions = List.copyOf(suggestions);
        alarms = List.copyOf(alarms);
    }

    /** One line of the log that raises an alarm. */
    public record Alarm(String time, String repository, String text, String link) {}

    /** Filters that are asked for often, by what they are called. */
    public static Map<String, String> saved() {
        Map<String, String> saved = new LinkedHashMap<>();
        saved.put("All refused", "");
        saved.put("Open", "state:open");
        saved.put("Alarming", "verdict:alarming");
        saved.put("Accepted", "verdict:accepted");
        saved.put("Observed", "verdict:observed");
        saved.put("Waived", "verdict:waived");
        saved.put("This week", "since:7d");
        return saved;
    }

    static CasesPage of(Site site, OpenIncidents open, Request request, Instant now) throws IOException {
        DecisionIndex index = site.index();
        People people = site.people();
        String words = words(request);
        FilterWords filter;
        String wrong = "";
        try {
            filter = FilterWords.read(words, people, now);
        } catch (IllegalArgumentException e) {
            wrong = String.valueOf(e.getMessage());
            filter = FilterWords.read("", people, now);
        }
        CasePages.Page page = pages(site).page(filter, request.before(), AT_ONCE);
        List<PushRow> rows = new ArrayList<>();
        List<DeskCase> found = new ArrayList<>();
        page.pushes()
                .forEach(row -> row.desk()
                        .ifPresentOrElse(
                                found::add, () -> rows.add(PushRow.of(row.push().decision()))));
        List<DeskCase> cases = new Inbox(site, open, filter).with(found, request.before());
        String older = "";
        if (page.older().isPresent()) {
            Map<String, String> fields = new LinkedHashMap<>(Map.of("q", words));
            fields.put("before", String.valueOf(page.older().get()));
            older = Links.cases(fields);
        }
        return new CasesPage(
                words,
                wrong,
                OpenCounts.of(open.tally()),
                IncidentRow.of(cases, open),
                rows,
                counted(filter, page, index),
                lately(index, now),
                older,
                suggestions(index, people),
                alarms(index));
    }

    private static CasePages pages(Site site) throws IOException {
        return new CasePages(site.index(), site.desk()).within(Site.PATIENCE);
    }

    /** As JSON or CSV the same list, as far as it goes at once. */
    static CasePages.Page list(Site site, Request request, Instant now, int most) throws IOException {
        return pages(site).page(FilterWords.read(words(request), site.people(), now), request.before(), most);
    }

    /** The line of words, with what older addresses say in fields of their own. */
    static String words(Request request) {
        List<String> words = new ArrayList<>();
        words.add(request.query("q"));
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("repository", "repo");
        fields.put("ref", "ref");
        fields.put("person", "person");
        fields.put("code", "code");
        fields.put("since", "since");
        fields.put("until", "until");
        fields.forEach((field, word) -> {
            if (!request.query(field).isEmpty()) {
                words.add(FilterWords.word(word, request.query(field)));
            }
        });
        words.add(request.query("text"));
        words.removeIf(String::isEmpty);
        return String.join(" ", words);
    }

    private static String counted(FilterWords filter, CasePages.Page page, DecisionIndex index) throws IOException {
        DecisionCount counted = filter.looksAtCases()
                ? new DecisionCount(page.pushes().size(), false)
                : index.countSoon(filter.query());
        long count = counted.number();
        String more =
                filter.looksAtCases() && page.older().isPresent() ? "at least " : counted.more() ? "more than " : "";
        String stopped = page.stopped() ? ", and there was no time to look at older ones yet" : "";
        String what = filter.query().kinds().equals(DecisionQuery.refusals().kinds()) ? "refused push" : "push";
        return more
                + (count == 1 ? "1 " + what : String.format(java.util.Locale.ROOT, "%,d %ses", count, what))
                + stopped;
    }

    private static Map<String, Long> lately(DecisionIndex index, Instant now) throws IOException {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (DecisionKind kind :
                EnumSet.of(DecisionKind.REFUSED, DecisionKind.ACCEPTED, DecisionKind.OBSERVED, DecisionKind.WAIVED)) {
            counts.put(
                    kind.name().toLowerCase(java.util.Locale.ROOT),
                    index.count(DecisionQuery.of(EnumSet.of(kind)).since(now.minus(LATELY))));
        }
        return counts;
    }

    private static List<String> suggestions(DecisionIndex index, People people) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                "state:open",
                "verdict:alarming",
                "verdict:odd",
                "verdict:accepted",
                "verdict:observed",
                "verdict:waived",
                "since:7d",
                "file:package.json",
                "file:.github"));
        people.all()
                .forEach(person ->
                        words.add(FilterWords.word("person", person.id().value())));
        index.repositories().forEach(name -> words.add(FilterWords.word("repo", name)));
        index.codes().forEach(code -> words.add(FilterWords.word("code", code)));
        return words.subList(0, Math.min(MOST_SUGGESTIONS, words.size()));
    }

    private static List<Alarm> alarms(DecisionIndex index) throws IOException {
        List<Alarm> alarms = new ArrayList<>();
        for (LoggedDecision line : index.alarms(MOST_ALARMS)) {
            String link =
                    line.text("verdict").equals("noted") ? "" : PushRow.of(line).link();
            if (line.fields().get("alarms") instanceof List<?> texts) {
                texts.stream()
                        .limit(MOST_ALARMS)
                        .forEach(text -> alarms.add(
                                new Alarm(line.text("time"), line.text("repository"), String.valueOf(text), link)));
            }
        }
        return alarms;
    }
}
