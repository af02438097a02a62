package dev.refwarden.review.web;

import dev.refwarden.ledger.LoggedDecision;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A push that passed: accepted, observed or waived.
 *
 * @param wouldBe what it would have been refused for, if rules had not only observed, with how often
 * @param commits how many it brought
 */
public record PushPage(
        long seq,
        String verdict,
        String time,
        String repository,
        String pusher,
        String person,
        String address,
        List<CasePage.Update> updates,
        List<SignerPage.Fact> facts,
        List<CasePage.ShownFinding> wouldBe,
        long commits,
        List<CasePage.Signed> signed,
        List<PushRow> tries) {
    private static final int MOST = 200;

    static PushPage of(LoggedDecision push, Site site) throws java.io.IOException {
        List<CasePage.Update> updates = new ArrayList<>();
        for (Map<String, Object> update : push.objects("updates")) {
            updates.add(new CasePage.Update(
                    LoggedDecision.text(update, "ref"),
                    CasePageMaker.tip(LoggedDecision.text(update, "old")),
                    CasePageMaker.tip(LoggedDecision.text(update, "new"))));
        }
        List<CasePage.ShownFinding> findings = new ArrayList<>();
        for (Map<String, Object> finding :
                push.objects("findings").stream().limit(MOST).toList()) {
            findings.add(CasePageMaker.finding(finding, ""));
        }
        List<CasePage.Signed> signed = new ArrayList<>();
        for (Map<String, Object> commit :
                push.objects("commits").stream().limit(MOST).toList()) {
            signed.add(new CasePage.Signed(
                    LoggedDecision.text(commit, "id"),
                    LoggedDecision.text(commit, "signer"),
                    LoggedDecision.text(commit, "key"),
                    LoggedDecision.text(commit, "fingerprint"),
                    ""));
        }
        String person = push.text("pusher", "person");
        return new PushPage(
                push.seq(),
                push.text("verdict"),
                push.time().truncatedTo(ChronoUnit.SECONDS).toString(),
                push.text("repository"),
                PushRow.pusher(person, push.text("pusher", "account")),
                person,
                push.text("address"),
                updates,
                PushFacts.of(push),
                findings,
                push.objects("commits").size(),
                signed,
                site.index().aboutSameTips(push).stream()
                        .limit(MOST)
                        .map(PushRow::of)
                        .toList());
    }
}
