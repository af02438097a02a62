package dev.refwarden.review.web;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.store.UnreadableTree;
import dev.refwarden.ledger.CaseId;
import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.review.BroughtCommits;
import dev.refwarden.review.CaseFile;
import dev.refwarden.review.CaseObjects;
import dev.refwarden.review.GuardedNames;
import dev.refwarden.review.KeyFacts;
import dev.refwarden.review.Notes;
import dev.refwarden.review.PushContent;
import dev.refwarden.review.RefusingLines;
import dev.refwarden.review.ShownCommit;
import dev.refwarden.review.desk.DeskCase;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gathers what the page of one case shows. */
final class CasePageMaker {
    private static final int MOST_FILES = 20_000;
    private static final int MOST_OF_INCIDENT = 50;

    private final CaseFile file;
    private final LoggedDecision refused;
    private final Optional<Configuration> configuration;
    private final CaseObjects objects;
    private final Instant now;
    private final RefusingLines lines;
    private final List<String> remarks = new ArrayList<>();

    CasePageMaker(CaseFile file, Optional<Configuration> configuration, CaseObjects objects, Instant now) {
        this.file = file;
        this.refused = file.refused();
        this.configuration = configuration;
        this.objects = objects;
        this.now = now;
        this.lines = configuration.map(read -> RefusingLines.of(refused, read)).orElse(RefusingLines.UNKNOWN);
    }

    CasePage page(Site site, SingleCases.Shown whole, CaseForm form) throws IOException {
        DeskCase desk = whole.desk();
        List<DeskCase> incident = whole.incident();
        Map<String, CasePage.Signed> signed = signed("commits");
        List<CasePage.Commit> commits = commits(signed);
        Set<String> shown = new HashSet<>();
        commits.forEach(commit -> shown.add(commit.shown().id().hex()));
        String person = refused.text("pusher", "person");
        List<CasePage.CodeCount> codes = new ArrayList<>();
        for (Map<String, Object> code : refused.objects("codes")) {
            codes.add(new CasePage.CodeCount(
                    LoggedDecision.text(code, "code"),
                    code.get("count") instanceof Number count ? count.longValue() : 0,
                    code.get("observed") == Boolean.TRUE));
        }
        List<PushContent.File> files = desk.content().files();
        return new CasePage(
                VerdictBox.of(desk, incident, site.people()),
                refused.text("case"),
                refused.seq(),
                refused.text("time"),
                refused.text("repository"),
                PushRow.pusher(person, refused.text("pusher", "account")),
                person,
                refused.text("pusher", "knownBy"),
                refused.text("address"),
                kept(),
                PushFacts.of(refused),
                codes,
                files.subList(0, Math.min(MOST_FILES, files.size())),
                Math.max(0, files.size() - MOST_FILES),
                desk.content().marks(),
                refused.text("said"),
                updates(),
                findings(finding -> !shown.contains(LoggedDecision.text(finding, "object"))),
                policy(),
                commits,
                List.copyOf(signed("tags").values()),
                remarks,
                incident.stream()
                        .limit(MOST_OF_INCIDENT)
                        .map(one -> PushRow.of(one.decision()))
                        .toList(),
                rows(file.tries()),
                rows(file.before()),
                new Notes(site.ledger()).of(new CaseId(refused.text("case"))),
                form);
    }

    private String kept() {
        return objects.exhibit()
                .map(exhibit -> String.format(java.util.Locale.ROOT, "%,d bytes of objects", exhibit.size()))
                .orElse("nothing of what it brought is kept");
    }

    private String policy() {
        if (configuration.isEmpty()) {
            return "The configuration cannot be read, so the lines that refused are not named.";
        }
        return lines.same() ? "" : "The policy has changed since; lines are today's.";
    }

    private List<CasePage.Update> updates() {
        List<CasePage.Update> updates = new ArrayList<>();
        for (Map<String, Object> update : refused.objects("updates")) {
            updates.add(new CasePage.Update(
                    LoggedDecision.text(update, "ref"),
                    tip(LoggedDecision.text(update, "old")),
                    tip(LoggedDecision.text(update, "new"))));
        }
        count("updates", "updateCount", "refs");
        return updates;
    }

    static String tip(String id) {
        return ObjectId.isHex(id) && ObjectId.fromHex(id).isNull() ? "nothing" : id;
    }

    private List<CasePage.ShownFinding> findings(java.util.function.Predicate<Map<String, Object>> which) {
        List<CasePage.ShownFinding> findings = new ArrayList<>();
        refused.objects("findings").stream()
                .filter(which)
                .forEach(finding ->
                        findings.add(finding(finding, lines.of(finding).orElse(""))));
        return findings;
    }

    static CasePage.ShownFinding finding(Map<String, Object> finding, String place) {
        return new CasePage.ShownFinding(
                LoggedDecision.text(finding, "code"),
                LoggedDecision.text(finding, "detail"),
                LoggedDecision.text(finding, "ref"),
                LoggedDecision.text(finding, "rule"),
                place,
                LoggedDecision.text(finding, "object"),
                finding.get("observed") == Boolean.TRUE);
    }

    private Map<String, CasePage.Signed> signed(String list) {
        Map<String, CasePage.Signed> signed = new LinkedHashMap<>();
        for (Map<String, Object> object : refused.objects(list)) {
            String id = LoggedDecision.text(object, "id");
            String key = LoggedDecision.text(object, "key");
            String facts = configuration
                    .flatMap(read -> KeyFacts.of(read, key, now))
                    .map(KeyFacts::words)
                    .orElse("");
            signed.put(
                    id,
                    new CasePage.Signed(
                            id,
                            LoggedDecision.text(object, "signer"),
                            key,
                            LoggedDecision.text(object, "fingerprint"),
                            facts));
        }
        return signed;
    }

    private List<CasePage.Commit> commits(Map<String, CasePage.Signed> signed) throws IOException {
        List<CasePage.Commit> commits = new ArrayList<>();
        Optional<CaseObjects.Differences> open =
                objects.differences(GuardedNames.of(configuration, refused.text("repository")));
        if (open.isEmpty()) {
            remarks.add("Neither the repository nor what was pushed is to be had here, so no commits are shown.");
            return commits;
        }
        try (CaseObjects.Differences differences = open.get()) {
            Set<ObjectId> seen = new HashSet<>();
            for (Map<String, Object> update : refused.objects("updates")) {
                String tip = LoggedDecision.text(update, "new");
                if (!ObjectId.isHex(tip) || ObjectId.fromHex(tip).isNull()) {
                    continue;
                }
                BroughtCommits brought = objects.commits(ObjectId.fromHex(tip));
                for (ShownCommit commit : brought.commits()) {
                    if (seen.add(commit.id())) {
                        commits.add(commit(commit, signed, differences));
                    }
                }
                brought.unread()
                        .forEach(unread -> remarks.add(
                                "Of what was pushed to " + LoggedDecision.text(update, "ref") + ", " + unread + "."));
                if (brought.more()) {
                    remarks.add("There are more commits than are shown.");
                }
            }
        }
        count("findings", "findingCount", "findings");
        return commits;
    }

    private CasePage.Commit commit(
            ShownCommit commit, Map<String, CasePage.Signed> signed, CaseObjects.Differences differences)
            throws IOException {
        String id = commit.id().hex();
        CasePage.Signed who = signed.getOrDefault(
                id, new CasePage.Signed(id, "", "", "", "no rule looked at whether it is signed, and by whom"));
        List<CasePage.ShownFinding> findings =
                findings(finding -> LoggedDecision.text(finding, "object").equals(id));
        try {
            ShownDifference difference = ShownDifference.of(differences.of(commit));
            return new CasePage.Commit(commit, who, findings, Optional.of(difference), "");
        } catch (UnreadableTree e) {
            return new CasePage.Commit(
                    commit,
                    who,
                    findings,
                    Optional.empty(),
                    "What it changes cannot be shown: " + e.getMessage() + ".");
        }
    }

    private void count(String list, String count, String word) {
        if (refused.fields().get(count) instanceof Number all) {
            remarks.add("The log names " + refused.objects(list).size() + " of " + all + " " + word + ".");
        }
    }

    private static List<PushRow> rows(List<LoggedDecision> decisions) {
        return decisions.stream().limit(10).map(PushRow::of).toList();
    }
}
