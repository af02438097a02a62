package dev.refwarden.review.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.cli.CommandLineRun;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.policy.Folder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom it would hit if rules that only observe refused: on the page, as JSON and CSV, and on the command line. */
class ObservedPageTest {
    private static final String TOKEN = "right-token-0123456789";
    private static final String XSS = "<script>xss()</script>";

    @TempDir
    private Path folder;

    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final Instant now = Instant.now();
    private Ledger ledger;
    private ReviewServer server;

    @BeforeEach
    void start() throws IOException {
        Folder.least(folder.resolve("config"));
        ledger = Ledger.create(new StateFolder(Files.createDirectory(folder.resolve("state"))));
        server = new ReviewServer(
                folder.resolve("config"),
                ledger,
                new ReviewServer.Entrance(0, List.of(), TOKEN),
                "refwarden of these tests",
                failures::add);
    }

    @AfterEach
    void stop() {
        server.close();
        ledger.close();
        assertThat(failures).isEmpty();
    }

    /** @param findings each "rule code" */
    private void passed(int daysAgo, String repository, String who, String... findings) throws IOException {
        ledger.append(now.minus(Duration.ofDays(daysAgo)), repository, (json, caseId) -> {
            json.writeStringField("verdict", findings.length == 0 ? "accepted" : "observed");
            json.writeStringField("repository", repository);
            json.writeObjectFieldStart("pusher");
            json.writeStringField(who.startsWith("git-") ? "account" : "person", who);
            json.writeEndObject();
            json.writeArrayFieldStart("codes");
            for (String finding : findings) {
                json.writeStartObject();
                json.writeStringField("code", finding.substring(finding.lastIndexOf(' ') + 1));
                json.writeNumberField("count", 1);
                json.writeBooleanField("observed", true);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("findings");
            for (String finding : findings) {
                json.writeStartObject();
                json.writeStringField("code", finding.substring(finding.lastIndexOf(' ') + 1));
                json.writeStringField("rule", finding.substring(0, finding.lastIndexOf(' ')));
                json.writeBooleanField("observed", true);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private String get(String target) throws IOException {
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(server.address()).resolve(target))
                                    .header("Authorization", "Bearer " + TOKEN)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + "\n" + answer.body();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private CommandLineRun command(String... words) {
        List<Object> all = new ArrayList<>(List.of("review", "observed"));
        all.addAll(List.of(
                "--config",
                folder.resolve("config").toString(),
                "--state",
                folder.resolve("state").toString()));
        all.addAll(List.of(words));
        return CommandLineRun.of(all.toArray());
    }

    private void someWeeks() throws IOException {
        passed(40, "app", "alice", "main unsigned");
        passed(9, "app", "alice", "main unsigned", "main unsigned", "main author-unknown");
        passed(8, "app", "alice");
        passed(7, "web", "alice", "main unsigned");
        passed(6, "app", "git-deploy", "release branches unsigned");
        passed(5, "app", "bob");
    }

    @Test
    void pushesAreCountedByPersonRuleAndReason() throws IOException {
        someWeeks();
        assertThat(get("/observed"))
                .startsWith("200\n")
                .contains("Enforcing would have refused 3 pushes of 2 people or accounts, out of 5 pushes that passed");
        assertThat(get("/observed.csv").lines().skip(1).map(line -> line.replaceAll("\"20[^\"]*Z\"", "T")))
                .containsExactly(
                        "\"person\",\"account\",\"rule\",\"code\",\"pushes\",\"first\",\"last\",\"lastSeq\",\"repositories\"",
                        "\"alice\",\"\",\"main\",\"unsigned\",\"2\",T,T,\"4\",\"app web\"",
                        "\"alice\",\"\",\"main\",\"author-unknown\",\"1\",T,T,\"2\",\"app\"",
                        "\"\",\"git-deploy\",\"release branches\",\"unsigned\",\"1\",T,T,\"5\",\"app\"");
        assertThat(get("/observed.json"))
                .contains(
                        "{\"schema\":\"refwarden.observed/1\"",
                        "\"observed\":3,\"passed\":5,\"pushers\":2,\"cut\":0,\"more\":false",
                        "\"rule\":\"release branches\",\"code\":\"unsigned\",\"pushes\":1");
    }

    @Test
    void wordsChooseWhichPushes() throws IOException {
        someWeeks();
        assertThat(get("/observed?q=since:60d")).contains("refused 4 pushes of 2");
        assertThat(get("/observed?q=person:alice%20repo:web")).contains("refused 1 push of 1 person");
        assertThat(get("/observed?q=person:bob")).contains("Enforcing would have refused none of 1 push since");
        assertThat(get("/observed?q=persn:bob")).startsWith("200\n").contains("did you mean");
        assertThat(get("/observed?q=state:open")).contains("find nothing among those that passed");
        assertThat(get("/observed.json?q=state:open")).startsWith("400\n");
        assertThat(get("/observed.csv?q=persn:bob")).startsWith("400\n").contains("did you mean");
    }

    @Test
    void theCommandLineSaysTheSame() throws IOException {
        someWeeks();
        CommandLineRun run = command("since:20d");
        assertThat(run.status()).isZero();
        assertThat(run.out().lines().map(line -> line.replaceAll(" +", " ").replaceAll("20\\S*Z", "T")))
                .startsWith("2 alice main unsigned T app web", "1 alice main author-unknown T app")
                .contains("1 account git-deploy release branches unsigned T app");
        assertThat(run.out()).contains("Enforcing would have refused 3 pushes of 2 people or accounts");
        assertThat(command("--json").out()).contains("\"schema\":\"refwarden.observed/1\"");
        assertThat(command("persn:bob").status()).isEqualTo(64);
    }

    @Test
    void nothingThatWasPushedRunsOrHides() throws IOException {
        passed(1, XSS, "git-" + XSS, XSS + "\u202e\" onload=xss() unsigned");
        passed(1, "=cmd()", "=cmd()", "=cmd() unsigned");
        assertThat(get("/observed"))
                .contains("&lt;script&gt;xss()", "\\u{202e}")
                .doesNotContain("<script", "\u202e");
        assertThat(get("/observed?q=" + XSS.replace("<", "%3C").replace(">", "%3E")))
                .doesNotContain("<script");
        assertThat(get("/observed.csv")).contains("\"'=cmd()\"").doesNotContain("\"=cmd");
        assertThat(command().out()).doesNotContain("\u202e");
    }

    @Test
    void withoutAnyPushNothingIsRefused() throws IOException {
        assertThat(get("/observed")).contains("Enforcing would have refused none of 0 pushes since");
    }
}
