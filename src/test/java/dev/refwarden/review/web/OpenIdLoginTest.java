package dev.refwarden.review.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.policy.Folder;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logging in at an identity provider: by a token made for this login, in the browser that began it. */
class OpenIdLoginTest {
    private static final String TOKEN = "right-token-0123456789";
    private static final String ISSUER = PlayedProvider.ISSUER;

    @TempDir
    private Path folder;

    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final PlayedProvider provider = new PlayedProvider();
    private Ledger ledger;
    private ReviewServer server;

    /** What one browser keeps of a login. */
    private record Begun(String cookie, Map<String, String> asked) {}

    @BeforeEach
    void start() throws Exception {
        provider.writeTo(Folder.least(folder.resolve("config")));
        ledger = Ledger.create(new StateFolder(Files.createDirectory(folder.resolve("state"))));
        OpenIdProvider known = new OpenIdProvider(
                ISSUER,
                URI.create("https://id.example.org/auth"),
                PlayedProvider.CLIENT,
                URI.create("https://review.example.org/login/openid"));
        server = new ReviewServer(
                folder.resolve("config"),
                ledger,
                new ReviewServer.Entrance(0, List.of(), TOKEN, Optional.empty(), Optional.of(known)),
                "refwarden of these tests",
                failures::add);
    }

    @AfterEach
    void stop() {
        server.close();
        ledger.close();
        assertThat(failures).isEmpty();
    }

    private HttpResponse<String> send(String target, String cookie, String form) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.address()).resolve(target));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        if (!form.isEmpty()) {
            request.POST(HttpRequest.BodyPublishers.ofString(form));
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private Begun begin() throws Exception {
        HttpResponse<String> answer = send("/login/start?back=%2Fhealth", "", "");
        assertThat(answer.statusCode()).isEqualTo(303);
        URI to = URI.create(answer.headers().firstValue("Location").orElseThrow());
        assertThat(to.toString()).startsWith("https://id.example.org/auth?");
        return new Begun(cookie(answer), Request.fields(to.getRawQuery()));
    }

    private static String cookie(HttpResponse<String> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    }

    private static JWTClaimsSet.Builder claims(Begun begun, String subject) {
        return PlayedProvider.claims(String.valueOf(begun.asked().get("nonce")), subject);
    }

    private HttpResponse<String> bring(Begun begun, String token) throws Exception {
        String form = Map.of("state", String.valueOf(begun.asked().get("state")), "id_token", token).entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        // From the provider's page: without the cookie, which is SameSite=Strict.
        return send("/login/openid", "", form);
    }

    private static String next(HttpResponse<String> arrived) {
        Matcher link = Pattern.compile("href=\"(/login/done[^\"]*)\"").matcher(arrived.body());
        assertThat(link.find()).as(arrived.body()).isTrue();
        return link.group(1).replace("&amp;", "&");
    }

    private String session(String subject) throws Exception {
        Begun begun = begin();
        HttpResponse<String> done =
                send(next(bring(begun, provider.signed(claims(begun, subject)))), begun.cookie(), "");
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(done.headers().firstValue("Location")).contains("/health");
        assertThat(done.headers().firstValue("Set-Cookie").orElse("")).contains("HttpOnly; SameSite=Strict");
        return cookie(done);
    }

    @Test
    void whomTheProviderNamesReadsAndWrites() throws Exception {
        assertThat(send("/", "", "").body()).contains("Log in with your organisation");
        var caseId = RefusedPush.append(ledger, "alice", "refs/heads/main", Instant.parse("2026-11-29T12:00:00Z"));
        assertThat(send("/case/" + caseId, session("bob-1"), "").body()).contains("Your work on it, bob");
    }

    @Test
    void onlyAGoodTokenForThisLoginCounts() throws Exception {
        Instant now = Instant.now();
        Begun begun = begin();
        assertRefused(
                begun, PlayedProvider.signed(claims(begun, "bob-1"), PlayedProvider.newKey()), "its signature is bad");
        begun = begin();
        assertRefused(begun, new PlainJWT(claims(begun, "bob-1").build()).serialize(), "not a signed token");
        begun = begin();
        assertRefused(begun, provider.signed(claims(begin(), "bob-1")), "its nonce is not that of this login");
        begun = begin();
        assertRefused(begun, provider.signed(claims(begun, "bob-1").audience("another-client")), "another audience");
        begun = begin();
        assertRefused(
                begun,
                provider.signed(claims(begun, "bob-1").audience(List.of("refwarden-review", "another"))),
                "another audience");
        begun = begin();
        assertRefused(
                begun, provider.signed(claims(begun, "bob-1").issuer("https://evil.example.org")), "by nobody whom");
        begun = begin();
        assertRefused(
                begun,
                provider.signed(claims(begun, "bob-1").issueTime(Date.from(now.minusSeconds(301)))),
                "has expired");
        begun = begin();
        assertRefused(
                begun,
                provider.signed(claims(begun, "bob-1").expirationTime(Date.from(now.minusSeconds(1)))),
                "has expired");
        begun = begin();
        assertRefused(
                begun, provider.signed(claims(begun, "bob-1").issueTime(Date.from(now.plusSeconds(90)))), "the future");
        begun = begin();
        assertRefused(begun, provider.signed(claims(begun, "")), "no subject");
        begun = begin();
        assertRefused(begun, provider.signed(claims(begun, "bob-1").claim("amr", List.of("pwd"))), "by hwk");
        begun = begin();
        assertRefused(begun, "", "not a signed token");
        begun = begin();
        assertRefused(
                begun, provider.signed(claims(begun, "<script>xss()</script>")), "No person in the configuration");
    }

    private void assertRefused(Begun begun, String token, String why) throws Exception {
        HttpResponse<String> answer = bring(begun, token);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains(why).doesNotContain("/login/done", "<script");
    }

    @Test
    void aLoginHasOneTry() throws Exception {
        Begun begun = begin();
        assertThat(bring(begun, "x").statusCode()).isEqualTo(403);
        assertThat(bring(begun, provider.signed(claims(begun, "bob-1"))).body()).contains("was not begun here");
        Begun other = begin();
        String token = provider.signed(claims(other, "bob-1"));
        String next = next(bring(other, token));
        assertThat(bring(other, token).statusCode()).isEqualTo(403);
        // Whoever brings a token twice ends the login.
        assertThat(send(next, other.cookie(), "").statusCode()).isEqualTo(403);
        assertThat(bring(new Begun("", Map.of("state", "", "nonce", "")), token).statusCode())
                .isEqualTo(403);
    }

    @Test
    void whoBeganALoginDoesNotGoOnAsWhoEndedIt() throws Exception {
        Begun attacker = begin();
        // A victim is led to the provider's page by the attacker's link, and brings the token from there.
        String next = next(bring(attacker, provider.signed(claims(attacker, "carol-1"))));
        String guessed = "/login/done?state=" + attacker.asked().get("state");
        for (String target : List.of(guessed, guessed + "&proof=", guessed + "&proof=" + "A".repeat(43))) {
            HttpResponse<String> done = send(target, attacker.cookie(), "");
            assertThat(done.statusCode()).isEqualTo(403);
            assertThat(done.headers().firstValue("Set-Cookie")).isEmpty();
        }
        // Neither is the victim logged in by a login that they did not begin.
        for (String cookie : List.of("", begin().cookie())) {
            assertThat(send(next, cookie, "").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void aLoginIsDoneOnce() throws Exception {
        Begun begun = begin();
        String next = next(bring(begun, provider.signed(claims(begun, "bob-1"))));
        assertThat(send(next, begun.cookie(), "").statusCode()).isEqualTo(303);
        assertThat(send(next, begun.cookie(), "").statusCode()).isEqualTo(403);
    }

    @Test
    void whoLeavesReadsNothingAnyMore() throws Exception {
        String session = session("bob-1");
        assertThat(send("/policy", session, "").statusCode()).isEqualTo(200);
        Path bob = folder.resolve("config/people/bob.yaml");
        Files.writeString(bob, Files.readString(bob) + "left: 2026-01-01\n");
        HttpResponse<String> answer = send("/policy", session, "");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(send("/policy", session("carol-1"), "").statusCode()).isEqualTo(200);
    }

    @Test
    void itLeadsBackToThisServerOnly() throws Exception {
        for (String back : List.of("https://evil.example.org/", "//evil.example.org", "javascript:xss()")) {
            HttpResponse<String> answer =
                    send("/login/start?back=" + URLEncoder.encode(back, StandardCharsets.UTF_8), "", "");
            URI to = URI.create(answer.headers().firstValue("Location").orElseThrow());
            Begun begun = new Begun(cookie(answer), Request.fields(to.getRawQuery()));
            HttpResponse<String> done =
                    send(next(bring(begun, provider.signed(claims(begun, "bob-1")))), begun.cookie(), "");
            assertThat(done.headers().firstValue("Location").orElseThrow())
                    .startsWith("/")
                    .doesNotStartWith("//");
        }
    }

    @Test
    void aProviderIsReachedOverHttpsAndAProxyIsNotTrustedToo() {
        Map<String, String> good = Map.of(
                "issuer", ISSUER,
                "authorize", "https://id.example.org/auth",
                "client", "refwarden-review",
                "redirect", "https://review.example.org/login/openid");
        OpenIdProvider read = OpenIdProvider.of(good);
        assertThat(read.client()).isEqualTo("refwarden-review");
        Map<String, String> wrong = Map.of(
                "authorize", "http://id.example.org/auth",
                "redirect", "https://review.example.org/other",
                "client", "",
                "more", "x");
        wrong.forEach((name, value) -> {
            Map<String, String> said = new java.util.TreeMap<>(good);
            said.put(name, value);
            assertThatThrownBy(() -> OpenIdProvider.of(said)).isInstanceOf(IllegalArgumentException.class);
        });
        assertThatThrownBy(() -> new ReviewServer.Entrance(
                        0,
                        List.of(),
                        TOKEN,
                        Optional.of(new ProxyLogin("X-Forwarded-User", "another-secret-0123456789")),
                        Optional.of(read)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
