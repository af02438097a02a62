package dev.refwarden.review.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who may write about a case on the page: whom the proxy names that proved itself, by a form of this page. */
class CaseWritersTest extends WritingPage {
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
                    .contains("is not an account or e-mail address of a person in the configuration")
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
    void formsGoNowhereElseAndNoAnswerHoldsASecret() throws IOException {
        HttpResponse<String> page = send(by("bob@example.org"));
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("form-action 'self'");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("same-origin");
        assertThat(page.body()).doesNotContain(SECRET, TOKEN);
        assertThat(page.headers().map().toString()).doesNotContain(SECRET, TOKEN);
    }

    private String origin() {
        return "http://127.0.0.1:" + URI.create(server.address()).getPort();
    }
}
