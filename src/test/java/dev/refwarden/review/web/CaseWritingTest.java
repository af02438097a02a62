package dev.refwarden.review.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.ledger.CaseEvent;
import dev.refwarden.ledger.CaseEvent.Kind;
import dev.refwarden.ledger.CaseId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is written about a case on the page, and what becomes of it where others write, too. */
class CaseWritingTest extends WritingPage {
    @Test
    void whomTheProxyNamesTakesNotesClosesAndOpensAgain() throws IOException {
        assertThat(page("bob@example.org")).contains("Your work on it, bob", "Assign to me");
        for (String did : List.of("note", "taken", "mistake", "reopened", "attack")) {
            HttpResponse<String> answer = post("bob@example.org", fields(page("bob@example.org")), did, "why\r\nnot");
            assertThat(answer.statusCode()).as(did).isEqualTo(303);
            assertThat(answer.headers().firstValue("Location")).contains("/case/" + caseId + "#notes");
        }
        assertThat(events()).allSatisfy(event -> {
            assertThat(event.account()).isEqualTo("bob@example.org");
            assertThat(event.person()).isEqualTo("bob");
            assertThat(event.text()).isEqualTo("why\nnot");
            assertThat(event.onPage()).isTrue();
        });
        assertThat(events())
                .extracting(CaseEvent::kind)
                .containsExactly(Kind.NOTE, Kind.TAKEN, Kind.MISTAKE, Kind.REOPENED, Kind.ATTACK);
        assertThat(page("git-bob")).contains("bob, on the page: closed it as an attack: why", "Open again");
        assertThat(send(HttpRequest.newBuilder(URI.create(address(caseId) + ".json")))
                        .body())
                .contains("\"did\":\"attack\",\"by\":\"bob\",\"from\":\"page\"");
    }

    @Test
    void theSecondReviewerSeesWhatTheFirstDidAndLosesNothing() throws IOException {
        Map<String, String> bobs = fields(page("bob@example.org"));
        Map<String, String> carols = fields(page("carol@example.org"));
        assertThat(post("bob@example.org", bobs, "mistake", "she forgot").statusCode())
                .isEqualTo(303);
        HttpResponse<String> second = post("carol@example.org", carols, "attack", "</textarea><script>xss()</script>");
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body())
                .contains(
                        "Meanwhile, bob: closed it as a mistake: she forgot.",
                        "&lt;/textarea&gt;&lt;script&gt;xss()&lt;/script&gt;</textarea>",
                        "Open again")
                .doesNotContain("<script");
        assertThat(events()).hasSize(1);
        Map<String, String> late = fields(second.body());
        assertThat(post("carol@example.org", late, "attack", "x").statusCode()).isEqualTo(409);
        // A note gets in whatever happened meanwhile.
        assertThat(post("carol@example.org", carols, "note", "laptop stolen").statusCode())
                .isEqualTo(303);
        assertThat(post("carol@example.org", fields(second.body()), "reopened", "")
                        .statusCode())
                .isEqualTo(303);
        assertThat(events()).extracting(CaseEvent::who).containsExactly("bob", "carol", "carol");
    }

    @Test
    void ofManyWhoCloseAtOnceOneDoes() throws IOException {
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        List<Map<String, String>> forms = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            forms.add(fields(page(i % 2 == 0 ? "bob@example.org" : "carol@example.org")));
        }
        for (int i = 0; i < 6; i++) {
            String login = i % 2 == 0 ? "bob@example.org" : "carol@example.org";
            Map<String, String> form = forms.get(i);
            String text = "reason " + i;
            answers.add(CompletableFuture.supplyAsync(() -> {
                try {
                    return post(login, form, "attack", text).statusCode();
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }));
        }
        assertThat(answers.stream().map(CompletableFuture::join).toList())
                .containsOnlyOnce(303)
                .contains(409);
        assertThat(events()).hasSize(1);
    }

    @Test
    void aCaseThatTheCommandLineMovedMeanwhileIsLeftAsItIs() throws IOException {
        new CaseEvent(caseId, Kind.TAKEN, Instant.now(), "root", "", "").appendTo(ledger);
        CaseEvent late = new CaseEvent(caseId, Kind.ATTACK, Instant.now(), "bob", "bob", "x", true);
        assertThat(late.appendAfter(0, ledger)).isEmpty();
        assertThat(late.appendAfter(1, ledger)).isPresent();
        assertThat(events()).hasSize(2);
    }

    @Test
    void aSecondClickIsNoSecondNote() throws IOException {
        Map<String, String> form = fields(page("bob@example.org"));
        for (String text : List.of("once", "once", "and more")) {
            assertThat(post("bob@example.org", form, "note", text).statusCode()).isEqualTo(303);
        }
        assertThat(events()).extracting(CaseEvent::text).containsExactly("once", "and more");
    }

    @Test
    void aNoteThatIsTooLongOrMissingIsRefusedInWords() throws IOException {
        Map<String, String> form = fields(page("bob@example.org"));
        HttpResponse<String> huge = post("bob@example.org", form, "note", "x".repeat(1 << 20));
        assertThat(huge.statusCode()).isEqualTo(413);
        assertThat(huge.body()).contains("a note has at most 4000 characters");
        HttpResponse<String> longer = post("bob@example.org", form, "note", "x".repeat(4_001));
        assertThat(longer.statusCode()).isEqualTo(422);
        assertThat(longer.body()).contains("1 to 4000 characters are possible", "x".repeat(4_001));
        assertThat(post("bob@example.org", form, "note", " \r\n ").body()).contains("An empty note says nothing");
        assertThat(post("bob@example.org", form, "attack", "").body()).contains("A reason is required");
        assertThat(post("bob@example.org", form, "purged", "x").statusCode()).isEqualTo(400);
        assertThat(post("bob@example.org", form, "", "x").statusCode()).isEqualTo(400);
        assertThat(events()).isEmpty();
        assertThat(post("bob@example.org", form, "note", "\u20ac".repeat(4_000)).statusCode())
                .isEqualTo(303);
    }

    @Test
    void whoPushedItMayExplainButNotClose() throws IOException {
        assertThat(page("git-alice"))
                .contains("You pushed this yourself", "Write the note")
                .doesNotContain("Close as", "Assign to me");
        assertThat(post("git-alice", fields(page("git-alice")), "mistake", "it was me")
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("git-alice", fields(page("git-alice")), "note", "it was me")
                        .statusCode())
                .isEqualTo(303);
        assertThat(events()).extracting(CaseEvent::kind).containsExactly(Kind.NOTE);
    }

    @Test
    void anIncidentIsClosedWhole() throws IOException {
        CaseId first = caseId;
        caseId = refused("alice", "refs/heads/other", "2026-11-29T12:10:00Z");
        Map<String, String> form = fields(page("bob@example.org"));
        form.put("incident", "yes");
        assertThat(post("bob@example.org", form, "attack", "stolen").statusCode())
                .isEqualTo(303);
        assertThat(events()).hasSize(1);
        caseId = first;
        assertThat(events())
                .singleElement()
                .satisfies(event -> assertThat(event.kind()).isEqualTo(Kind.ATTACK));
    }

    @Test
    void nothingThatIsWrittenRunsOrHides() throws IOException {
        String hostile = "<script>xss()</script>\" onload=xss() \u202egnirts \u001b[31m&lt;";
        for (String did : List.of("note", "taken", "mistake", "reopened")) {
            assertThat(post("bob@example.org", fields(page("bob@example.org")), did, hostile)
                            .statusCode())
                    .isEqualTo(303);
        }
        for (String path : List.of("/case/" + caseId, "/", "/?q=state:open", "/person/bob")) {
            String page = send(by("bob@example.org")
                            .uri(URI.create(server.address()).resolve(path)))
                    .body();
            assertThat(page).doesNotContain("<script", "\u202e", "\u001b");
        }
        assertThat(page("bob@example.org")).contains("&lt;script&gt;xss()&lt;/script&gt;", "\\u{202e}gnirts");
    }
}
