package dev.refwarden.review.web;

import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.ledger.LoggedPush;
import dev.refwarden.review.assessment.Assessment;
import dev.refwarden.review.desk.CaseState;
import dev.refwarden.review.desk.DeskCase;
import dev.refwarden.review.desk.OpenIncidents;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One incident in a list: everything that belongs together, by its gravest case.
 *
 * @param level such as "alarming"
 * @param title in words, such as "alice forgot to sign"
 * @param link the page of the gravest case
 * @param why what speaks for an attack, the heaviest first, few
 * @param cases how many refused pushes, also those that are not in the list
 * @param gotIn how many accepted pushes by whoever is suspected
 * @param toCheck how many others for the suspected person or key
 * @param subject of the first commit; empty where none was kept
 * @param open whether any of its cases is open
 */
public record IncidentRow(
        String level,
        String shape,
        String title,
        String link,
        String id,
        List<String> why,
        int cases,
        int gotIn,
        int toCheck,
        List<String> repositories,
        String first,
        String last,
        List<String> codes,
        String subject,
        String state,
        String takenBy,
        boolean open) {
    private static final int FEW = 3;
    private static final int MOST = 12;
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("unsigned", "forgot to sign"),
            Map.entry("unknown-key", "signed with a key that is not enrolled"),
            Map.entry("path-approvals-missing", "changed guarded files without approval"),
            Map.entry("approvals-missing", "pushed without approval"),
            Map.entry("key-cooling-down", "signed with a key that is too new"),
            Map.entry("key-expired", "signed with an expired key"),
            Map.entry("non-fast-forward", "would have thrown away commits"),
            Map.entry("tag-moved", "would have moved a tag"),
            Map.entry("tag-lightweight", "made a tag without a signature"),
            Map.entry("committer-mismatch", "committed under another address"),
            Map.entry("certificate-missing", "did not sign the push"),
            Map.entry("second-factor-missing", "showed no second factor"),
            Map.entry("ref-moved", "was overtaken by another push"),
            Map.entry("signer-not-allowed", "signed where they may not"),
            Map.entry("pusher-not-allowed", "pushed where they may not"),
            Map.entry("limit-exceeded", "pushed too much at once"),
            Map.entry("branch-deleted", "would have deleted a branch"),
            Map.entry("bad-signature", "pushed a signature that does not fit"),
            Map.entry("key-compromised", "used a key that is in other hands"));

    /** Groups cases by incident: open ones first, the gravest first, then the newest. */
    static List<IncidentRow> of(List<DeskCase> newestFirst, OpenIncidents known) {
        Map<String, List<DeskCase>> groups = new LinkedHashMap<>();
        newestFirst.forEach(one -> groups.computeIfAbsent(one.incident(), none -> new ArrayList<>())
                .add(one));
        List<IncidentRow> rows = new ArrayList<>();
        groups.values().forEach(group -> rows.add(row(group, known)));
        rows.sort(Comparator.<IncidentRow, Boolean>comparing(row -> !row.open())
                .thenComparing(row -> Assessment.Level.valueOf(row.level().toUpperCase(java.util.Locale.ROOT)))
                .thenComparing(IncidentRow::last, Comparator.reverseOrder()));
        return rows;
    }

    private static IncidentRow row(List<DeskCase> group, OpenIncidents known) {
        DeskCase gravest = group.stream()
                .min(Comparator.<DeskCase, Boolean>comparing(one -> one.state() != CaseState.OPEN)
                        .thenComparing(one -> one.assessment().level()))
                .orElseThrow();
        boolean open = gravest.state() == CaseState.OPEN || known.isOpen(gravest.incident());
        List<LoggedPush> whole = gravest.whole().cases();
        Set<String> repositories = new LinkedHashSet<>();
        Set<String> codes = new LinkedHashSet<>(gravest.decision().refusingCodes());
        for (LoggedPush one : whole) {
            repositories.add(one.repository());
            codes.addAll(one.decision().refusingCodes());
        }
        String takenBy = group.stream()
                .map(DeskCase::takenBy)
                .filter(by -> !by.isEmpty())
                .findFirst()
                .orElse("");
        return new IncidentRow(
                gravest.assessment().level().word(),
                gravest.assessment().level().shape(),
                title(gravest),
                Links.ofCase(gravest.id()),
                gravest.incident(),
                gravest.assessment().pro().stream().limit(FEW).toList(),
                whole.size(),
                gravest.gotIn().size(),
                gravest.toCheck().size(),
                repositories.stream().limit(MOST).toList(),
                seconds(whole.get(0)),
                seconds(gravest.whole().last()),
                codes.stream().limit(MOST).toList(),
                gravest.content().commits().stream()
                        .findFirst()
                        .map(commit -> commit.subject())
                        .orElse(""),
                open ? openWords(group) : gravest.state().word(),
                takenBy,
                open);
    }

    /** What was asked for in any of its cases is shown with that it is open. */
    private static String openWords(List<DeskCase> group) {
        return group.stream()
                .filter(one -> one.state() == CaseState.OPEN)
                .max(Comparator.comparing(one -> one.askedFor().isPresent()))
                .map(DeskCase::progress)
                .orElse(CaseState.OPEN.word());
    }

    private static String title(DeskCase desk) {
        LoggedDecision push = desk.decision();
        String who = PushRow.pusher(push.text("pusher", "person"), push.text("pusher", "account"));
        List<String> codes = push.refusingCodes();
        String code = codes.isEmpty() ? "" : codes.get(0);
        String did = WORDS.getOrDefault(code, "was refused for " + code);
        if (desk.assessment().level() == Assessment.Level.ALARMING) {
            String from = push.text("address").isEmpty() ? "" : ", from " + push.text("address");
            return "In the name of " + who + from;
        }
        return who + " " + did;
    }

    private static String seconds(LoggedPush push) {
        Instant time = push.decision().time();
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
