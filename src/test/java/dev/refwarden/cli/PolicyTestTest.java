package dev.refwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.policy.Folder;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code refwarden policy test} says. */
class PolicyTestTest {
    private @TempDir Path temporary;
    private Folder folder;

    @BeforeEach
    void copy() throws IOException {
        folder = Folder.copyOf(Path.of("policies/small-team"), temporary);
    }

    @Test
    void withoutCasesNoneIsSaidAndNothingIsWrong() throws IOException {
        java.nio.file.Files.delete(folder.path().resolve("tests.yaml"));
        CommandLineRun run = run();
        assertThat(run.status()).isZero();
        assertThat(run.out()).isEqualTo(folder.path() + ": no cases; write some into tests.yaml\n");
    }

    @Test
    void aCaseThatComesOutOtherwiseFailsWithTheReasons() {
        tests("- {name: alone, ref: refs/heads/main, signer: alice, files: [x.sh], expect: accepted}\n"
                + "  - {name: fine, ref: refs/heads/main, signer: alice, expect: accepted}");
        CommandLineRun run = run();
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out().lines())
                .startsWith(
                        "FAIL  alone",
                        "      tests.yaml:3:5: expected accepted, but it is refused [path-approvals-missing]")
                .anyMatch(line -> line.startsWith("        rule \"main and releases\": ") && line.contains("x.sh"))
                .contains("ok    fine")
                .anyMatch(line -> line.startsWith("2 cases, 1 failed, "));
    }

    @Test
    void otherCodesThanExpectedFail() {
        tests(
                "- {name: x, ref: refs/heads/main, signer: nobody, pusher: alice, expect: refused, codes: [unknown-key]}");
        assertThat(run().out()).contains("expected refused [unknown-key], but it is refused [unsigned]");
    }

    @Test
    void jsonTellsTheSame() {
        CommandLineRun run = CommandLineRun.of("policy", "test", "--json", folder.path());
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("\"cases\" : 14", "\"failed\" : 0", "\"passed\" : true", "\"key-cooling-down\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "- {ref: refs/heads/main, expect: accepted} | tests.yaml:3:5: a test needs name",
                "- {name: x, expect: accepted} | tests.yaml:3:5: a test needs ref",
                "- {name: x, ref: main, expect: accepted} | tests.yaml:3:20: ref: expected a full name, such as refs/heads/main",
                "- {name: x, ref: refs/heads/main} | tests.yaml:3:5: a test needs expect",
                "- {name: x, ref: refs/heads/main, expect: maybe} | tests.yaml:3:45: expect: expected accepted, refused or observed, found \"maybe\"",
                "- {name: x, ref: refs/heads/main, signer: alcie, expect: accepted} | tests.yaml:3:45: no such person: \"alcie\", did you mean \"alice\"?",
                "- {name: x, ref: refs/heads/main, key: alice-laptp, expect: accepted} | tests.yaml:3:42: no key is called \"alice-laptp\", did you mean \"alice-laptop\"?",
                "- {name: x, ref: refs/heads/main, signer: bob, key: alice-laptop, expect: accepted} | tests.yaml:3:55: the key \"alice-laptop\" is alice's, not bob's",
                "- {name: x, ref: refs/heads/main, expect: refused, codes: [unsinged]} | tests.yaml:3:62: no finding has the code \"unsinged\", did you mean \"unsigned\"?",
                "- {name: x, ref: refs/heads/main, expect: accepted, codes: [unsigned]} | tests.yaml:3:62: a push that is accepted has no findings",
                "- {name: x, ref: refs/heads/main, expect: accepted, fils: [a]} | tests.yaml:3:55: unknown key \"fils\" in a test, did you mean \"files\"?",
                "- {name: x, ref: refs/heads/main, expect: accepted, approvals: [{}]} | tests.yaml:3:67: approvals needs by or key",
                "- {name: x, ref: refs/heads/main, expect: accepted, factors: [hardware-touch]} | tests.yaml:3:65: factors: expected identity-token or one-time-code, found \"hardware-touch\"",
                "- 7 | tests.yaml:3:5: a test: expected a mapping, found \"7\"",
                "[] | tests.yaml:3:3: tests is an empty list",
            })
    void whatIsWrongWithACaseIsSaidWithItsPlace(String test, String problem) {
        tests(test);
        CommandLineRun run = run();
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(problem.strip() + "\n").doesNotContain("Exception");
    }

    private void tests(String items) {
        folder.write("tests.yaml", "version: 1\ntests:\n  " + items.strip() + "\n");
    }

    private CommandLineRun run() {
        return CommandLineRun.of("policy", "test", folder.path());
    }
}
