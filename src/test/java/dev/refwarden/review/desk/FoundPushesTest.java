package dev.refwarden.review.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refwarden.cli.RefwardenCommand;
import dev.refwarden.ledger.DecisionIndex;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.people.People;
import dev.refwarden.policy.read.Configuration;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the command line finds of many pushes, and opens. */
class FoundPushesTest {
    private static final String MAIN = "refs/heads/main";
    private static final int MANY = 230;

    @TempDir
    private Path root;

    private PlayedOrganisation org;

    @BeforeEach
    void begin() throws IOException {
        org = new PlayedOrganisation(root);
        org.person("alice", "2025-01-10", "");
        org.write(
                "config/policy.yaml",
                "version: 1\nrepositories:\n  - match: [\"**\"]\n    unmatched: allow\n    rules:\n      - {name: main,"
                        + " refs: [refs/heads/main], commits: {signed-by: [alice]}}\n");
        org.repository("app");
        push(org.commit().by("alice").signed("alice").subject("Begin"));
    }

    private Optional<String> push(PlayedOrganisation.Commit commit) throws IOException {
        org.later(Duration.ofMinutes(90));
        return org.push("alice", "10.0.0.7", "app", Map.of(MAIN, commit.make()));
    }

    private PlayedOrganisation.Commit work() {
        return org.commit().on(org.tip("app", MAIN)).by("alice");
    }

    private String run(String... words) {
        List<String> all = new ArrayList<>(List.of("review"));
        all.addAll(List.of(words));
        all.addAll(List.of("--config", org.config().toString(), "--state", root + "/state"));
        StringWriter out = new StringWriter();
        CommandLine command = RefwardenCommand.commandLine(all.toArray(String[]::new));
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(out)).execute(all.toArray(String[]::new));
        return out.toString();
    }

    @Test
    void aSearchGoesOnUntilItHasFoundWhatItWasAskedFor() throws Exception {
        String wanted = push(work().file("package.json", "{}\n")).orElseThrow();
        for (int i = 0; i < MANY; i++) {
            push(work().file("other" + i, "x\n"));
        }
        assertThat(run("list", "file:package.json", "--limit", "1")).contains(wanted, "1 refused push\n");
        String some = run("list", "file:other", "--limit", "3");
        assertThat(some).contains("3 refused pushes; --limit N shows more, --before 232 the next");
        assertThat(run("list", "file:other", "--limit", "3", "--before", "232"))
                .contains("3 refused pushes; --limit N shows more, --before 229 the next");
        assertThat(run("list", "--limit", "2", "--json")).endsWith("],\"older\":233}\n");
        assertThat(run("list", "file:package.json", "--json")).endsWith("\n]}\n");

        try (Ledger ledger = Ledger.in(org.state())) {
            Desk desk = new Desk(ledger, Optional.of(Configuration.load(org.config())), new Contents());
            CasePages hurried = new CasePages(new DecisionIndex(ledger), desk).within(Duration.ZERO);
            FilterWords words = FilterWords.read("file:package.json", new People(List.of()), Instant.now());
            CasePages.Page page = hurried.page(words, Optional.empty(), 1);
            assertThat(page.pushes()).isEmpty();
            assertThat(page.stopped()).isTrue();
            while (page.stopped()) {
                page = hurried.page(words, page.older(), 1);
            }
            assertThat(page.pushes())
                    .singleElement()
                    .satisfies(row ->
                            assertThat(row.push().decision().text("case")).isEqualTo(wanted));
        }
    }

    @Test
    void aPushThatPassedIsOpenedByTheNumberOfItsLine() throws IOException {
        assertThat(push(work().signed("alice").subject("Second"))).isEmpty();
        assertThat(run("list", "verdict:accepted")).contains("\n2  2026", "  accepted  ");
        assertThat(run("show", "4"))
                .contains("line        4, accepted", "pusher      alice (by account)", "signed by alice (alice-key)");
        assertThat(run("show", "4", "--json"))
                .startsWith("{\"schema\":\"refwarden.push/1\",\"seq\":4,")
                .contains("\"record\":{\"seq\":4,");
        String refused = push(work()).orElseThrow();
        assertThat(run("show", "6")).contains("case        " + refused);
        assertThat(run("show", "77")).contains("line 77 is not a push in this log");
    }

    @Test
    void whatIsKnownOfRefusedPushesAloneFindsNoOthersSilently() {
        for (String word : List.of("file:x", "subject:x", "email:x", "asked:any", "state:open", "incident:x")) {
            for (String kind : List.of("verdict:all", "verdict:accepted", "verdict:observed", "verdict:waived")) {
                String message = "\"" + word + "\" is about refused pushes only: leave out \"" + kind + "\"";
                assertThatThrownBy(() -> FilterWords.read(word + " " + kind, new People(List.of()), Instant.now()))
                        .hasMessage(message);
                assertThat(run("list", kind, word)).contains(message);
            }
            assertThat(FilterWords.read(word + " verdict:refused", new People(List.of()), Instant.now())
                            .looksAtCases())
                    .isTrue();
        }
    }
}
