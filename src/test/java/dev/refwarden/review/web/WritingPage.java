package dev.refwarden.review.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.ledger.CaseEvent;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A page on which people may write, and a case by alice that bob and carol look at. */
abstract class WritingPage {
    static final String TOKEN = "right-token-0123456789";
    static final String SECRET = "the-proxys-secret-0123456789";
    private static final Pattern FIELD = Pattern.compile("name=\"(form|seen)\" value=\"([^\"]*)\"");

    @TempDir
    Path folder;

    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    Ledger ledger;
    ReviewServer server;
    CaseId caseId;

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

    final ReviewServer serve(Optional<ProxyLogin> proxy) throws IOException {
        return new ReviewServer(
                folder.resolve("config"),
                ledger,
                new ReviewServer.Entrance(0, List.of(), TOKEN, proxy),
                "refwarden of these tests",
                failures::add);
    }

    final CaseId refused(String pusher, String ref, String time) throws IOException {
        return RefusedPush.append(ledger, pusher, ref, Instant.parse(time));
    }

    final URI address(CaseId of) {
        return URI.create(server.address()).resolve("/case/" + of.value());
    }

    final HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return client.send(
                    request.header("Authorization", "Bearer " + TOKEN).build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    final HttpRequest.Builder by(String login) {
        return HttpRequest.newBuilder(address(caseId))
                .header("X-Forwarded-User", login)
                .header(ProxyLogin.SECRET_HEADER, SECRET);
    }

    final String page(String login) throws IOException {
        return send(by(login)).body();
    }

    static Map<String, String> fields(String page) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher field = FIELD.matcher(page);
        while (field.find()) {
            fields.put(field.group(1), field.group(2));
        }
        return fields;
    }

    static HttpRequest.BodyPublisher body(Map<String, String> fields) {
        return HttpRequest.BodyPublishers.ofString(fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&")));
    }

    final HttpResponse<String> post(String login, Map<String, String> form, String did, String text)
            throws IOException {
        Map<String, String> all = new LinkedHashMap<>(form);
        all.put("did", did);
        all.put("text", text);
        return send(by(login).header("Sec-Fetch-Site", "same-origin").POST(body(all)));
    }

    final List<CaseEvent> events() throws IOException {
        return CaseEvent.about(ledger, caseId);
    }
}
