package dev.refwarden.review.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.policy.Folder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** The newest cases, for programs that ask from time to time. */
class FeedTest {
    private static final String TOKEN = "right-token-0123456789";

    @TempDir
    private Path folder;

    private final List<String> failures = new CopyOnWriteArrayList<>();

    private Ledger ledger(String... refs) throws IOException {
        Ledger ledger = Ledger.create(new StateFolder(Files.createDirectory(folder.resolve("state"))));
        for (String ref : refs) {
            ledger.append(Instant.parse("2026-11-29T12:00:00Z"), "r", (json, caseId) -> {
                json.writeStringField("verdict", "refused");
                json.writeStringField("case", caseId.value());
                json.writeStringField("repository", "r<&>");
                json.writeArrayFieldStart("updates");
                json.writeStartObject();
                json.writeStringField("ref", ref);
                json.writeStringField("old", "0".repeat(40));
                json.writeStringField("new", "1".repeat(40));
                json.writeEndObject();
                json.writeEndArray();
            });
        }
        return ledger;
    }

    private String get(Ledger ledger, String target) throws IOException, InterruptedException {
        Path config = folder.resolve("config");
        ReviewServer.Entrance entrance = new ReviewServer.Entrance(0, List.of(), TOKEN);
        try (ReviewServer server =
                new ReviewServer(config, ledger, entrance, "refwarden of these tests", failures::add)) {
            URI address = URI.create(server.address()).resolve(target);
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(failures).isEmpty();
            return answer.statusCode() + " "
                    + answer.headers().firstValue("Content-Type").orElse("") + "\n" + answer.body();
        }
    }

    private static Document parsed(String answer) throws Exception {
        byte[] xml = answer.substring(answer.indexOf('\n') + 1).getBytes(StandardCharsets.UTF_8);
        return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(new ByteArrayInputStream(xml));
    }

    @Test
    void itIsWellFormedWhateverWasPushed() throws Exception {
        Folder.least(folder.resolve("config")).write("server.yaml", """
                        version: 1
                        server: git.example.org
                        root: /srv/git
                        messages: {review: "https://review.example.org/case/{case}"}
                        """);
        try (Ledger ledger = ledger("refs/heads/main", "refs/heads/]]>\u0007<b>&\ufffe\ud800")) {
            String answer = get(ledger, "/feed.atom?token=" + TOKEN);
            assertThat(answer)
                    .startsWith("200 application/atom+xml; charset=utf-8\n")
                    .doesNotContain(TOKEN, "<b>");
            Document feed = parsed(answer);
            assertThat(feed.getElementsByTagName("entry").getLength()).isEqualTo(2);
            assertThat(feed.getElementsByTagName("id").item(1).getTextContent())
                    .startsWith("tag:git.example.org,2026-11-29:refwarden/case/");
            assertThat(answer).contains("href=\"https://review.example.org/case/", "r&lt;&amp;&gt;");
        }
    }

    @Test
    void itIsThereWithoutAnyCase() throws Exception {
        try (Ledger ledger = ledger()) {
            assertThat(parsed(get(ledger, "/feed.atom?token=" + TOKEN))
                            .getElementsByTagName("entry")
                            .getLength())
                    .isZero();
        }
    }

    @Test
    void nobodyReadsItWithoutTheToken() throws Exception {
        try (Ledger ledger = ledger("refs/heads/main")) {
            assertThat(get(ledger, "/feed.atom")).startsWith("401 ").doesNotContain("entry");
            assertThat(get(ledger, "/feed.atom?token=wrong")).startsWith("401 ").doesNotContain("entry");
        }
    }
}
