package dev.refwarden.review.web;

import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.review.desk.CasePages;
import dev.refwarden.review.desk.DeskCase;
import dev.refwarden.review.desk.Observing;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Lists for spreadsheets (RFC 4180): no cell is taken for a formula. */
final class Csv {
    private static final List<String> HEADINGS = List.of(
            "case",
            "seq",
            "time",
            "verdict",
            "assessment",
            "state",
            "incident",
            "repository",
            "person",
            "account",
            "address",
            "refs",
            "codes",
            "reasons");

    private Csv() {}

    static String of(List<CasePages.Row> rows) {
        StringBuilder csv = new StringBuilder(line(HEADINGS));
        for (CasePages.Row row : rows) {
            LoggedDecision push = row.push().decision();
            csv.append(line(List.of(
                    push.text("case"),
                    String.valueOf(push.seq()),
                    push.text("time"),
                    push.text("verdict"),
                    row.desk().map(desk -> desk.assessment().level().word()).orElse(""),
                    row.desk().map(desk -> desk.state().word()).orElse(""),
                    row.desk().map(DeskCase::incident).orElse(""),
                    push.text("repository"),
                    push.text("pusher", "person"),
                    push.text("pusher", "account"),
                    push.text("address"),
                    refs(push.objects("updates")),
                    String.join(" ", push.isRefused() ? push.refusingCodes() : push.codes()),
                    row.desk()
                            .map(desk -> String.join(" ", desk.assessment().pro()))
                            .orElse(""))));
        }
        return csv.toString();
    }

    /** How often each reason refused, by day. */
    static String of(ChartPage chart) {
        StringBuilder csv = new StringBuilder(line(java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("day"),
                        chart.codes().stream().map(ChartPage.Reason::code))
                .toList()));
        for (ChartPage.Day day : chart.days()) {
            csv.append(line(java.util.stream.Stream.concat(
                            java.util.stream.Stream.of(day.date()),
                            day.counts().stream().map(String::valueOf))
                    .toList()));
        }
        return csv.toString();
    }

    /** Whom enforcing would have hit. */
    static String of(Observing observing) {
        StringBuilder csv = new StringBuilder(line(
                List.of("person", "account", "rule", "code", "pushes", "first", "last", "lastSeq", "repositories")));
        for (Observing.Row row : observing.rows()) {
            csv.append(line(List.of(
                    row.person(),
                    row.account(),
                    row.rule(),
                    row.code(),
                    String.valueOf(row.pushes()),
                    row.first().toString(),
                    row.last().text("time"),
                    String.valueOf(row.last().seq()),
                    String.join(" ", row.repositories()))));
        }
        return csv.toString();
    }

    private static String refs(List<Map<String, Object>> updates) {
        return updates.stream()
                .map(update -> LoggedDecision.text(update, "ref"))
                .collect(Collectors.joining(" "));
    }

    private static String line(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",")) + "\r\n";
    }

    private static String cell(String text) {
        // Spreadsheets take these for the beginning of a formula.
        String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }
}
