package dev.refwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.policy.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever mistypes a name is shown the one that they probably meant. */
class UnknownTest {
    @TempDir
    private Path folder;

    private String refused = "";

    @BeforeEach
    void aConfigurationAndACase() throws IOException {
        Folder.full(folder.resolve("config"));
        List<String> cases = new ArrayList<>();
        try (Ledger ledger = Ledger.create(new StateFolder(Files.createDirectory(folder.resolve("state"))))) {
            ledger.append(Instant.parse("2026-11-29T12:00:00Z"), "api", (json, caseId) -> {
                cases.add(caseId.value());
                json.writeStringField("verdict", "refused");
                json.writeStringField("case", caseId.value());
                json.writeStringField("repository", "api");
                json.writeArrayFieldStart("updates");
                json.writeEndArray();
            });
        }
        refused = cases.get(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "person show alcie",
                "person left alcie",
                "otp enrol alcie",
                "key compromised --everything-of alcie",
                "key trace --person alcie",
                "key add alcie alice.pub",
                "policy explain --repo api --ref refs/heads/main --as alcie",
                "review list --person alcie"
            })
    void ofPeople(String command) {
        assertThat(run(command)).contains("no such person: ").contains(", did you mean \"alice\"?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"key retire alice-lapotp", "key compromised alice-lapotp"})
    void ofKeys(String command) {
        assertThat(run(command))
                .isEqualTo(
                        "refwarden: no key is called alice-lapotp, or has that fingerprint, did you mean \"alice-laptop\"?\n");
    }

    @Test
    void ofKeysThatNothingAcceptedNames() {
        assertThat(run("key trace alice-lapotp"))
                .isEqualTo("refwarden: no key is called alice-lapotp, or has that fingerprint, and nothing that was"
                        + " accepted names it, did you mean \"alice-laptop\"?\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "review show",
                "review diff",
                "review replay",
                "review note --text x",
                "review take",
                "review close --as mistake --reason x",
                "review reopen",
                "review export",
                "review purge --reason x",
                "waive"
            })
    void ofCases(String command) {
        char last = refused.charAt(8) == '7' ? '8' : '7';
        String typed = refused.substring(0, 8) + last;
        assertThat(run(command + " " + typed))
                .isEqualTo("refwarden: there is no refused push of the case " + typed + ", did you mean \"" + refused
                        + "\"?\n");
    }

    @Test
    void whatIsNearNothingIsOnlySaidToBeUnknown() {
        assertThat(run("person show zoroaster")).isEqualTo("refwarden: no such person: zoroaster\n");
        assertThat(run("review show ZZZZ-ZZZZ"))
                .isEqualTo(
                        "refwarden: there is no refused push of the case ZZZZ-ZZZZ in this log; was it another server's?\n");
    }

    private String run(String command) {
        List<String> words = new ArrayList<>(List.of(command.split(" ", -1)));
        words.addAll(List.of("--config", folder.resolve("config").toString()));
        words.addAll(List.of("--state", folder.resolve("state").toString()));
        CommandLineRun run = CommandLineRun.of(words.toArray());
        assertThat(run.status()).as(run.err()).isIn(1, 64);
        assertThat(run.out()).isEmpty();
        return run.err();
    }
}
