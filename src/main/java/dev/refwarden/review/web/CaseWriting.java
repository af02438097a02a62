package dev.refwarden.review.web;

import dev.refwarden.ledger.CaseEvent;
import dev.refwarden.ledger.CaseEvent.Kind;
import dev.refwarden.ledger.CaseId;
import dev.refwarden.review.Notes;
import dev.refwarden.review.Reviewer;
import dev.refwarden.review.Reviewer.Remark;
import dev.refwarden.review.desk.CaseState;
import dev.refwarden.review.desk.DeskCase;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes down what a person says about a case on its page: by the same rules as the command line, and only where the case
 * is as they saw it. What is not written comes back with the page, so that no one types it twice.
 */
final class CaseWriting {
    private final Site site;
    private final SingleCases pages;
    private final InstantSource clock;

    CaseWriting(Site site, SingleCases pages, InstantSource clock) {
        this.site = site;
        this.pages = pages;
        this.clock = clock;
    }

    /** What a form asks for. */
    private record Sent(String token, String did, String text, String seen, boolean incident) {
        static Sent of(Request request) {
            Map<String, String> form = request.form();
            return new Sent(
                    form.getOrDefault("form", ""),
                    form.getOrDefault("did", ""),
                    form.getOrDefault("text", "").replace("\r\n", "\n"),
                    form.getOrDefault("seen", ""),
                    form.getOrDefault("incident", "").equals("yes"));
        }

        String content() {
            return did + '\n' + incident + '\n' + text;
        }
    }

    /** One at a time, so that of two clicks the second finds what the first one did. */
    synchronized Response post(String typed, Request request, Visitor visitor) throws IOException {
        if (!FormOrigin.isHere(request)) {
            return Response.text(
                    403, "nothing was written: the browser does not say that this came from a page of this server");
        }
        if (visitor.person().isEmpty()) {
            return Response.text(403, visitor.why().isEmpty() ? "this page only shows" : visitor.why());
        }
        Optional<SingleCases.Shown> found = pages.find(typed);
        if (found.isEmpty()) {
            return pages.missing(typed);
        }
        SingleCases.Shown shown = found.get();
        String id = shown.desk().id();
        Sent sent = Sent.of(request);
        if (!pages.tokens().isValid(sent.token(), visitor, id)) {
            return again(shown, visitor, sent, 403, "This page was open for too long, or was not made for you.");
        }
        if (pages.tokens().isSentAgain(sent.token(), sent.content())) {
            return done(id);
        }
        Optional<Kind> kind = Kind.of(sent.did()).filter(one -> one != Kind.PURGED);
        if (kind.isEmpty()) {
            return again(shown, visitor, sent, 400, "The form does not say what to do.");
        }
        return write(shown, visitor, sent, kind.get());
    }

    private Response write(SingleCases.Shown shown, Visitor visitor, Sent sent, Kind kind) throws IOException {
        DeskCase desk = shown.desk();
        if (kind.movesCase() && CaseForm.isOwn(desk, visitor)) {
            return again(shown, visitor, sent, 403, "You pushed this yourself.");
        }
        Remark remark;
        try {
            remark = new Remark(new CaseId(desk.id()), kind, sent.text());
        } catch (IllegalArgumentException e) {
            return again(shown, visitor, sent, 422, sentence(String.valueOf(e.getMessage())));
        }
        Reviewer reviewer = new Reviewer(visitor.login(), visitor.id(), true);
        if (!kind.movesCase()) {
            reviewer.say(remark, site.writing(), clock.instant());
        } else if (!CaseForm.isStill(sent.seen(), kind, desk, visitor)
                || !reviewer.sayAfter(desk.moves(), remark, site.writing(), clock.instant())) {
            SingleCases.Shown now = pages.find(desk.id()).orElse(shown);
            return again(now, visitor, sent, 409, meanwhile(now.desk()));
        }
        pages.tokens().written(sent.token(), sent.content());
        if (sent.incident() && (kind == Kind.MISTAKE || kind == Kind.ATTACK)) {
            closeOthers(desk.id(), visitor, remark, reviewer);
        }
        return done(desk.id());
    }

    /** One that someone moves at this moment is left as they leave it. */
    private void closeOthers(String id, Visitor visitor, Remark remark, Reviewer reviewer) throws IOException {
        for (DeskCase other : site.desk().closedWith(id)) {
            if (!other.id().equals(id) && !CaseForm.isOwn(other, visitor)) {
                Remark same = new Remark(new CaseId(other.id()), remark.kind(), remark.text());
                boolean unused = reviewer.sayAfter(other.moves(), same, site.writing(), clock.instant());
            }
        }
    }

    private static String meanwhile(DeskCase desk) {
        List<CaseEvent> moves =
                desk.events().stream().filter(event -> event.kind().movesCase()).toList();
        if (desk.state() == CaseState.LANDED) {
            return "Meanwhile it closed itself: the same change landed.";
        }
        if (moves.isEmpty()) {
            return "It is " + desk.state().word() + " now.";
        }
        CaseEvent last = moves.get(moves.size() - 1);
        return "Meanwhile, " + last.who() + ": " + Notes.words(last) + ".";
    }

    private static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }

    private Response again(SingleCases.Shown shown, Visitor visitor, Sent sent, int status, String problem)
            throws IOException {
        CaseForm.Draft draft = new CaseForm.Draft(
                sent.text(), problem + " Nothing was written. Look at the case as it is now, then send it once more.");
        return pages.page(shown, visitor, draft).as(status);
    }

    private static Response done(String id) {
        return Response.redirect(Links.ofCase(id) + "#notes", Map.of());
    }
}
