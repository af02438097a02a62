package dev.refwarden.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refwarden.cli.CommandLineRun;
import dev.refwarden.ledger.CaseEvent;
import dev.refwarden.ledger.CaseEvent.Kind;
import dev.refwarden.ledger.CaseId;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.policy.Folder;
import dev.refwarden.review.Reviewer.Remark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewerTest {
    private static final CaseId CASE = new CaseId("K7F3-2QXM");

    @Test
    void whatCountsLaterNeedsAReason() {
        for (Kind kind : List.of(Kind.NOTE, Kind.MISTAKE, Kind.ATTACK, Kind.PURGED)) {
            assertThatThrownBy(() -> new Remark(CASE, kind, " \r\n"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageMatching("an empty note says nothing|a reason is required");
        }
        for (Kind kind : List.of(Kind.TAKEN, Kind.REOPENED)) {
            assertThat(new Remark(CASE, kind, "").text()).isEmpty();
        }
    }

    @Test
    void aLineEndCountsOnceWhateverABrowserMakesOfIt() {
        assertThat(new Remark(CASE, Kind.NOTE, "a\r\n".repeat(2_000)).text()).hasSize(3_999);
        assertThatThrownBy(() -> new Remark(CASE, Kind.NOTE, "x".repeat(4_001)))
                .hasMessage("1 to 4000 characters are possible");
    }

    @Test
    void theCommandLineClosesAndRemovesNothingWithoutAReason(@TempDir Path folder) throws IOException {
        Folder.least(folder.resolve("config"));
        StateFolder state = new StateFolder(Files.createDirectory(folder.resolve("state")));
        CaseId[] refused = new CaseId[1];
        try (Ledger ledger = Ledger.create(state)) {
            ledger.append(Instant.parse("2026-11-29T12:00:00Z"), "app", (json, drawn) -> {
                refused[0] = drawn;
                json.writeStringField("verdict", "refused");
                json.writeStringField("case", drawn.value());
                json.writeStringField("repository", "app");
            });
            Files.createDirectories(folder.resolve("state/evidence"));
            for (String[] words : new String[][] {
                {"close", refused[0].value(), "--as", "attack", "--reason", " "},
                {"close", refused[0].value(), "--as", "attack"},
                {"purge", refused[0].value()},
                {"note", refused[0].value(), "--text", " "},
            }) {
                List<Object> all = new java.util.ArrayList<>(List.of("review"));
                all.addAll(List.of(words));
                all.addAll(List.of("--config", folder.resolve("config"), "--state", folder.resolve("state")));
                assertThat(CommandLineRun.of(all.toArray()).status()).isEqualTo(64);
            }
            assertThat(CaseEvent.about(ledger, refused[0])).isEmpty();
        }
    }
}
