package dev.refwarden.cli;

import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.review.CaseFile;
import dev.refwarden.review.KeyFacts;
import dev.refwarden.review.Notes;
import dev.refwarden.review.RefusingLines;
import dev.refwarden.review.retained.RetainedPush;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One refused push in words, for whoever was asked about it. */
final class ShownCase {
    private static final int MOST = 5;

    private final CaseFile file;
    private final LoggedDecision refused;
    private final Optional<Configuration> configuration;
    private final Instant now;
    private final PrintWriter out;

    ShownCase(CaseFile file, Optional<Configuration> configuration, Instant now, PrintWriter out) {
        this.file = file;
        this.refused = file.refused();
        this.configuration = configuration;
        this.now = now;
        this.out = out;
    }

    void print(Optional<RetainedPush> exhibit, List<Notes.Note> notes) {
        out.println("case        " + refused.text("case"));
        out.println("time        " + refused.text("time"));
        out.println("repository  " + CaseWords.safe(refused.text("repository")));
        out.println("pusher      " + CaseWords.pusher(refused));
        String address = refused.text("address");
        if (!address.isEmpty()) {
            out.println("from        " + CaseWords.safe(address));
        }
        out.println("kept        "
                + exhibit.map(kept -> kept.size() + " bytes of objects")
                        .orElse("nothing of what it brought (any more)"));
        printUpdates();
        printFindings();
        printSigned("commits", "commitCount");
        printSigned("tags", "tagCount");
        printList("the same objects in other pushes:", file.tries());
        printList("refused pushes of the same pusher before:", file.before());
        printNotes(notes);
        section("next:");
        String id = refused.text("case");
        out.println("  refwarden review diff " + id + "      what it would have changed");
        out.println("  refwarden review replay " + id + "    would it pass today?");
    }

    private void printUpdates() {
        out.println();
        for (Map<String, Object> update : refused.objects("updates")) {
            out.println(CaseWords.safe(LoggedDecision.text(update, "ref")));
            out.println("  from " + LoggedDecision.text(update, "old"));
            out.println("  to   " + LoggedDecision.text(update, "new"));
        }
        printMore("updates", "updateCount");
    }

    private void printFindings() {
        RefusingLines lines =
                configuration.map(read -> RefusingLines.of(refused, read)).orElse(RefusingLines.UNKNOWN);
        printCodes();
        section("refused because:");
        List<Map<String, Object>> warnings = new ArrayList<>();
        for (Map<String, Object> finding : refused.objects("findings")) {
            if (finding.get("observed") == Boolean.TRUE) {
                warnings.add(finding);
            } else {
                printFinding(finding, lines);
            }
        }
        if (!warnings.isEmpty()) {
            section("with warnings:");
            warnings.forEach(finding -> printFinding(finding, lines));
        }
        printMore("findings", "findingCount");
        if (configuration.isPresent() && !lines.same()) {
            out.println(
                    "  (the policy has changed since" + (lines.places().isEmpty() ? ")" : "; the lines are today's)"));
        }
    }

    /** All codes, for lists of findings may be cut. */
    private void printCodes() {
        if (refused.isWhole()) {
            return;
        }
        section("every reason, gravest first:");
        for (Map<String, Object> code : refused.objects("codes")) {
            out.println("  " + CaseWords.safe(LoggedDecision.text(code, "code")) + "  " + code.get("count")
                    + (code.get("observed") == Boolean.TRUE ? "  only warned" : ""));
        }
    }

    private void printFinding(Map<String, Object> finding, RefusingLines lines) {
        out.println("  " + CaseWords.finding(finding));
        lines.of(finding).ifPresent(place -> out.println("      " + CaseWords.safe(place)));
    }

    private void printSigned(String what, String count) {
        if (refused.objects(what).isEmpty()) {
            return;
        }
        section(what + ":");
        for (Map<String, Object> object : refused.objects(what)) {
            String signer = LoggedDecision.text(object, "signer");
            String key = LoggedDecision.text(object, "key");
            out.println("  " + LoggedDecision.text(object, "id") + "  "
                    + (signer.isEmpty()
                            ? "no signature that counts " + CaseWords.safe(LoggedDecision.text(object, "fingerprint"))
                            : "signed by " + CaseWords.safe(signer) + " (" + CaseWords.safe(key) + facts(key) + ")"));
        }
        printMore(what, count);
    }

    private String facts(String key) {
        return configuration
                .flatMap(read -> KeyFacts.of(read, key, now))
                .map(facts -> ": " + facts.words())
                .orElse("");
    }

    private void printMore(String list, String count) {
        if (refused.fields().get(count) instanceof Number all) {
            out.println("  and " + (all.longValue() - refused.objects(list).size()) + " more");
        }
    }

    private void printList(String heading, List<LoggedDecision> newestFirst) {
        if (newestFirst.isEmpty()) {
            return;
        }
        section(heading);
        newestFirst.stream().limit(MOST).forEach(decision -> out.println("  " + CaseWords.line(decision)));
        if (newestFirst.size() > MOST) {
            out.println("  and " + (newestFirst.size() - MOST) + " before these");
        }
    }

    private void printNotes(List<Notes.Note> notes) {
        if (notes.isEmpty()) {
            return;
        }
        section("notes:");
        for (Notes.Note note : notes) {
            out.println("  " + note.time() + "  " + CaseWords.safe(note.by()) + ": " + CaseWords.safe(note.text()));
        }
    }

    private void section(String heading) {
        out.println();
        out.println(heading);
    }
}
