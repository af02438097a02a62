package dev.refwarden.review.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.ledger.CaseEvent;
import dev.refwarden.ledger.CaseEvent.Kind;
import dev.refwarden.ledger.CaseId;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.policy.Folder;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may write about a case on the page, what is written then, and what is not. */
class CaseWritingTest {
    private static final String TOKEN = "right-token-0123456789";
    private static final String SECRET = "the-proxys-secret-0123456789";
    private static final Pattern FIELD = Pattern.compile("name=\"(form|seen)\" value=\"([^\"]*)\"");

    @TempDir
    private Path folder;

    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private Ledger ledger;
    private ReviewServer server;
    private CaseId caseId;

    @BeforeEach
    void start() throws IOException {
        Folder config = Folder.least(folder.resolve("config"));
        for (String id : List.of("alice", "bob", "carol")) {
            config.write(
                    "people/" + id + ".yaml",
                    "name: " + id + "\nemails: [" + id + "@example.org]\naccounts: [git-" + id + "]\nkeys: []\n");
        }
        ledger = Ledger.create(new StateFolder(Files.createDirectory(folder.resolve("state"))));
        caseId = refused("alice", "refs/heads/main", "2026-11-29T12:00:00Z");
        server = serve(Optional.of(new ProxyLogin("X-Forwarded-User", SECRET)));
    }

    @AfterEach
    void stop() {
        server.close();
        ledger.close();
        assertThat(failures).isEmpty();
    }

    private ReviewServer serve(Optional<ProxyLogin> proxy) throws IOException {
        return new ReviewServer(
                folder.resolve("config"),
                ledger,
                new ReviewServer.Entrance(0, List.of(), TOKEN, proxy),
                "refwarden of these tests",
                failures::add);
    }

    private CaseId refused(String pusher, String ref, String time) throws IOException {
        CaseId[] id = new CaseId[1];
        ledger.append(Instant.parse(time), "app", (json, drawn) -> {
            id[0] = drawn;
            json.writeStringField("verdict", "refused");
            json.writeStringField("case", drawn.value());
            json.writeStringField("repository", "app");
            json.writeObjectFieldStart("pusher");
            json.writeStringField("person", pusher);
            json.writeStringField("account", "git-" + pusher);
            json.writeEndObject();
            json.writeStringField("address", "10.0.0.7");
            json.writeArrayFieldStart("updates");
            json.writeStartObject();
            json.writeStringField("ref", ref);
            json.writeStringField("old", "0".repeat(40));
            json.writeStringField("new", "1".repeat(40));
            json.writeEndObject();
            json.writeEndArray();
        });
        return id[0];
    }

    private URI address(CaseId of) {
        return URI.create(server.address()).resolve("/case/" + of.value());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return client.send(
                    request.header("Authorization", "Bearer " + TOKEN).build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private HttpRequest.Builder by(String login) {
        return HttpRequest.newBuilder(address(caseId))
                .header("X-Forwarded-User", login)
                .header(ProxyLogin.SECRET_HEADER, SECRET);
    }

    private String page(String login) throws IOException {
        return send(by(login)).body();
    }

    private static Map<String, String> fields(String page) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher field = FIELD.matcher(page);
        while (field.find()) {
            fields.put(field.group(1), field.group(2));
        }
        return fields;
    }

    private static HttpRequest.BodyPublisher body(Map<String, String> fields) {
        return HttpRequest.BodyPublishers.ofString(fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&")));
    }

    private HttpResponse<String> post(String login, Map<String, String> form, String did, String text)
            throws IOException {
        Map<String, String> all = new LinkedHashMap<>(form);
        all.put("did", did);
        all.put("text", text);
        return send(by(login).header("Sec-Fetch-Site", "same-origin").POST(body(all)));
    }

    private List<CaseEvent> events() throws IOException {
        return CaseEvent.about(ledger, caseId);
    }

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
    void aHeaderThatTheProxyDidNotSendIsIgnored() throws IOException {
        Map<String, String> form = fields(page("bob@example.org"));
        List<HttpRequest.Builder> forged = new ArrayList<>();
        for (String secret : List.of("", "wrong", TOKEN, SECRET + "x")) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(address(caseId)).header("X-Forwarded-User", "bob@example.org");
            forged.add(secret.isEmpty() ? request : request.header(ProxyLogin.SECRET_HEADER, secret));
        }
        // What a proxy sends that adds its header to the browser's.
        forged.add(by("carol@example.org").header("X-Forwarded-User", "bob@example.org"));
        forged.add(by("carol@example.org, bob@example.org"));
        forged.add(by("bob@example.org").header(ProxyLogin.SECRET_HEADER, "wrong"));
        forged.add(HttpRequest.newBuilder(address(caseId)).header(ProxyLogin.SECRET_HEADER, SECRET));
        for (HttpRequest.Builder request : forged) {
            HttpResponse<String> read = send(request.copy());
            assertThat(read.statusCode()).isEqualTo(200);
            assertThat(read.body())
                    .contains("You may read, not write: ")
                    .doesNotContain("<form method=\"post\"", SECRET);
            form.put("did", "note");
            form.put("text", "forged");
            assertThat(send(request.header("Sec-Fetch-Site", "same-origin").POST(body(form)))
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(events()).isEmpty();
    }

    @Test
    void whereNoHeaderIsTrustedNoneIs() throws IOException {
        server.close();
        server = serve(Optional.empty());
        assertThat(page("bob@example.org")).contains("Case ").doesNotContain("<form method=\"post\"", "not write");
        assertThat(post("bob@example.org", Map.of(), "note", "x").statusCode()).isEqualTo(403);
        assertThat(events()).isEmpty();
    }

    @Test
    void aLoginThatNamesNobodyReadsAndIsToldSo() throws IOException {
        for (String login :
                List.of("mallory@example.org", "bob", "BOB", "\"><script>xss()</script>", "x".repeat(199))) {
            String page = page(login);
            assertThat(page)
                    .contains("is no account or e-mail address of a person in the configuration")
                    .doesNotContain("<script", "<form method=\"post\"");
            assertThat(post(login, Map.of(), "note", "x").statusCode()).isEqualTo(403);
        }
        Files.writeString(folder.resolve("config/policy.yaml"), "version: 1\nrepositories: nonsense\n");
        assertThat(page("bob@example.org")).contains("You may read, not write").doesNotContain("<form method=\"post\"");
        assertThat(events()).isEmpty();
    }

    @Test
    void whoHasLeftReadsOnly() throws IOException {
        Path bob = folder.resolve("config/people/bob.yaml");
        Files.writeString(bob, Files.readString(bob) + "left: 2026-01-01\n");
        assertThat(page("git-bob")).contains("has left").doesNotContain("<form method=\"post\"");
    }

    @Test
    void aFormFromElsewhereWritesNothing() throws IOException {
        Map<String, String> form = fields(page("bob@example.org"));
        form.put("did", "attack");
        form.put("text", "x");
        List<Map<String, String>> elsewhere = List.of(
                Map.of(),
                Map.of("Origin", "null"),
                Map.of("Origin", "https://evil.example.org"),
                Map.of("Sec-Fetch-Site", "cross-site"),
                Map.of("Sec-Fetch-Site", "same-site"),
                Map.of("Sec-Fetch-Site", "none"),
                Map.of("Sec-Fetch-Site", "cross-site", "Origin", origin()),
                Map.of("Sec-Fetch-Site", "same-origin", "Origin", "https://evil.example.org"));
        for (Map<String, String> headers : elsewhere) {
            HttpRequest.Builder request = by("bob@example.org").POST(body(form));
            headers.forEach(request::header);
            assertThat(send(request).statusCode()).as("%s", headers).isEqualTo(403);
        }
        for (String token :
                List.of("", "x", "1.a.b", fields(page("carol@example.org")).get("form"))) {
            form.put("form", token);
            assertThat(send(by("bob@example.org").header("Origin", origin()).POST(body(form)))
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(events()).isEmpty();
        form.putAll(fields(page("bob@example.org")));
        assertThat(send(by("bob@example.org").header("Origin", origin()).POST(body(form)))
                        .statusCode())
                .isEqualTo(303);
        assertThat(events()).hasSize(1);
    }

    private String origin() {
        return "http://127.0.0.1:" + URI.create(server.address()).getPort();
    }

    @Test
    void aFormOfOneCaseClosesNoOther() throws IOException {
        Map<String, String> form = fields(page("bob@example.org"));
        caseId = refused("alice", "refs/heads/other", "2026-11-30T12:00:00Z");
        assertThat(post("bob@example.org", form, "mistake", "x").statusCode()).isEqualTo(403);
        assertThat(events()).isEmpty();
    }

    @Test
    void onlyAPostedFormWrites() throws IOException {
        String query =
                "?did=attack&text=x&form=" + fields(page("bob@example.org")).get("form") + "&seen=open.0";
        HttpRequest.Builder request = by("bob@example.org").uri(URI.create(address(caseId) + query));
        assertThat(send(request).statusCode()).isEqualTo(200);
        assertThat(events()).isEmpty();
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

    @Test
    void formsGoNowhereElseAndNoAnswerHoldsASecret() throws IOException {
        HttpResponse<String> page = send(by("bob@example.org"));
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("form-action 'self'");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("same-origin");
        assertThat(page.body()).doesNotContain(SECRET, TOKEN);
        assertThat(page.headers().map().toString()).doesNotContain(SECRET, TOKEN);
    }
}
