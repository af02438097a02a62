package dev.refwarden.notify;

import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.policy.Server;
import dev.refwarden.report.Printable;
import dev.refwarden.review.assessment.Assessment;
import dev.refwarden.review.desk.CaseState;
import dev.refwarden.review.desk.DeskCase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts news into words. What pushers wrote is made harmless, and cut. */
final class NoticeWriter {
    private static final int LONGEST = 300;
    private static final int LONGEST_NAME = 120;
    private static final int MOST_REASONS = 6;
    private static final int FEW = 3;

    private final Server server;

    NoticeWriter(Server server) {
        this.server = server;
    }

    Notice write(News news) throws IOException {
        if (news instanceof News.Alarm alarm) {
            return alarm(alarm);
        }
        if (news instanceof News.Refusals refusals) {
            return refusals(refusals);
        }
        throw new IllegalStateException("news of no known kind");
    }

    private Notice refusals(News.Refusals refusals) throws IOException {
        DeskCase gravest = refusals.gravest();
        Assessment assessment = gravest.assessment();
        int more = refusals.cases().size() - 1;
        String others = more == 0 ? "" : more == 1 ? ", and 1 more push" : ", and " + more + " more pushes";
        String title = assessment.level().shape() + " " + assessment.level().title() + ": " + pusher(gravest.decision())
                + ", " + where(gravest.decision()) + others;
        List<String> lines = new ArrayList<>();
        lines.add("Refused by " + name(server.name()) + ": "
                + name(String.join(", ", gravest.decision().refusingCodes())));
        String address = gravest.decision().text("address");
        lines.add("Case " + gravest.id() + " of incident " + gravest.incident() + ", "
                + gravest.decision().text("time") + (address.isEmpty() ? "" : ", from " + name(address)));
        refusals.cases().stream()
                .flatMap(one -> one.askedFor().stream())
                .findFirst()
                .ifPresent(what -> lines.add("Whoever pushed asks for a " + what.word()));
        addReasons("✗ ", assessment.pro(), lines);
        addReasons("✓ ", assessment.contra(), lines);
        addGotIn(gravest.gotIn(), lines);
        if (!gravest.toCheck().isEmpty()) {
            lines.add("Accepted for the same person or key, to be checked: "
                    + gravest.toCheck().size());
        }
        if (gravest.state() != CaseState.OPEN) {
            lines.add("Closed meanwhile: " + gravest.state().word());
        }
        Optional<String> link = server.messages().link(gravest.id());
        if (link.isEmpty()) {
            lines.add("refwarden review show " + gravest.id());
        }
        String id = NoticeJson.id(server.name(), refusals.seqs());
        String json = NoticeJson.refusals(id, server.name(), title, link, refusals);
        return new Notice(id, gravest.incident(), refusals.verdict(), title, lines, link, json);
    }

    private static void addReasons(String mark, List<String> reasons, List<String> lines) {
        reasons.stream().limit(MOST_REASONS).forEach(reason -> lines.add(mark + Printable.of(reason, LONGEST)));
        if (reasons.size() > MOST_REASONS) {
            lines.add("and " + (reasons.size() - MOST_REASONS) + " more");
        }
    }

    private static void addGotIn(List<LoggedDecision> gotIn, List<String> lines) {
        if (gotIn.isEmpty()) {
            return;
        }
        lines.add("ACCEPTED from the same hand: " + gotIn.size() + (gotIn.size() == 1 ? " push" : " pushes"));
        gotIn.stream().limit(FEW).forEach(push -> lines.add("  " + where(push) + ", " + push.text("time")));
    }

    private Notice alarm(News.Alarm alarm) throws IOException {
        LoggedDecision line = alarm.line();
        List<String> texts = new ArrayList<>();
        if (line.fields().get("alarms") instanceof List<?> alarms) {
            alarms.stream().limit(MOST_REASONS).forEach(text -> texts.add(Printable.of(String.valueOf(text), LONGEST)));
        }
        String title = Assessment.Level.ALARMING.shape() + " Alarm in " + name(line.text("repository"))
                + (texts.isEmpty() ? "" : ": " + texts.get(0));
        List<String> lines = new ArrayList<>(texts.subList(Math.min(1, texts.size()), texts.size()));
        if (line.isAccepted()) {
            lines.add("The push was accepted: " + pusher(line) + ", " + where(line));
        }
        lines.add("Line " + line.seq() + " of the log of " + name(server.name()) + ", " + line.text("time"));
        String id = NoticeJson.id(server.name(), alarm.seqs());
        String json = NoticeJson.alarm(id, server.name(), title, alarm);
        return new Notice(id, "line-" + line.seq(), alarm.verdict(), title, lines, Optional.empty(), json);
    }

    private static String pusher(LoggedDecision push) {
        String person = push.text("pusher", "person");
        String account = push.text("pusher", "account");
        String who = person.isEmpty() ? account : person;
        return who.isEmpty() ? "someone" : name(who);
    }

    private static String where(LoggedDecision push) {
        List<Map<String, Object>> updates = push.objects("updates");
        String ref = updates.isEmpty() ? "" : " " + name(LoggedDecision.text(updates.get(0), "ref"));
        long more = push.updateCount() - 1;
        return name(push.text("repository"))
                + ref
                + (more <= 0 ? "" : more == 1 ? " and 1 more ref" : " and " + more + " more refs");
    }

    private static String name(String text) {
        return Printable.of(text, LONGEST_NAME);
    }
}
