package dev.refwarden.policy.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.policy.Folder;
import dev.refwarden.policy.yaml.Problems;
import dev.refwarden.suite.Effort;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that are made to hurt: each ends in problems, soon and in little memory. */
@Timeout(30)
class HostileYamlTest {
    private @TempDir Path temporary;
    private Folder folder;

    @BeforeEach
    void lay() {
        folder = Folder.full(temporary.resolve("config"));
    }

    @Test
    void aBombOfAliasesDoesNotGoOff() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        folder.write("policy.yaml", bomb.toString());
        assertThat(folder.problems())
                .contains("policy.yaml:1:5: anchors are not allowed")
                .contains("policy.yaml:40:12: aliases are not allowed, and text that begins with * needs quotes");
    }

    @Test
    void thirtyTwoLevelsAreAllowedAndNoMore() {
        folder.replace("server.yaml", "deadline: 60s", "deadline: " + "[".repeat(31) + "]".repeat(31));
        assertThat(folder.problems())
                .containsExactly("server.yaml:10:11: deadline: expected a duration such as 12h, "
                        + "in s, m, h or d, found a list");
        folder.write(
                "server.yaml", "version: 1\nserver: s\nroot: /\ndeadline: " + "[".repeat(32) + "]".repeat(32) + "\n");
        assertThat(folder.problems()).containsExactly("server.yaml:4:42: nested deeper than 32 levels");
    }

    @Test
    void endlessNestingEndsAtOnce() {
        for (String opening : List.of("[", "{a: ", "- ", "? ", "[{", "[\n")) {
            folder.write("server.yaml", (opening.repeat(1_000) + "\n").repeat(4_000_000 / opening.length() / 1_001));
            assertThat(folder.problems()).isNotEmpty().allMatch(problem -> problem.startsWith("server.yaml:"));
        }
    }

    @Test
    void aMillionProblemsAreNotListed() {
        folder.write("server.yaml", "a: [\n" + "*a,\n ".repeat(800_000) + "]");
        assertThat(folder.problems())
                .hasSize(Problems.MAX + 1)
                .last()
                .asString()
                .endsWith("too many problems to list, fix these first");
        folder.write("server.yaml", "x: 1\n".repeat(800_000));
        assertThat(folder.problems()).hasSize(Problems.MAX + 1);
    }

    @Test
    void manyKeysAreNotComparedWithEachOther() {
        StringBuilder groups = new StringBuilder("version: 1\nrepositories: []\ngroups:\n");
        for (int i = 0; i < 200_000; i++) {
            groups.append("  g").append(i).append(": []\n");
        }
        folder.write("policy.yaml", groups.toString());
        assertThat(folder.problems()).isEmpty();
    }

    @Test
    void aLongChainOfGroupsIsNotFollowedToItsEnd() {
        StringBuilder groups = new StringBuilder("version: 1\nrepositories: []\ngroups:\n");
        for (int i = 0; i < 100_000; i++) {
            groups.append("  g").append(i).append(": [g").append(i + 1).append("]\n");
        }
        folder.write("policy.yaml", groups + "  g100000: []\n");
        assertThat(folder.problems()).contains("policy.yaml:35:9: groups are nested deeper than 32 levels");
    }

    @Test
    void aLineIsNotLongerThanAnybodyWrites() {
        String longest = "#" + "x".repeat((64 << 10) - 1);
        folder.write("server.yaml", longest + "\n" + folder.read("server.yaml"));
        assertThat(folder.problems()).isEmpty();
        folder.write("server.yaml", "version: 1\n" + longest + "x");
        assertThat(folder.problems()).containsExactly("server.yaml:2:1: a line longer than 65536 characters");
    }

    @Test
    void longTextIsCutInMessages() {
        folder.replace("policy.yaml", "mode: enforce", "mode: " + "x".repeat(60_000));
        assertThat(folder.problems())
                .containsExactly(
                        "policy.yaml:12:11: mode: expected enforce or observe, found \"" + "x".repeat(60) + "…\"");
    }

    @Test
    void anotherLanguageIsNoYaml() {
        for (String text : List.of(
                "<?xml version=\"1.0\"?>", "{\"version\": 1", "#!/bin/sh\nexit 0", "%PDF-1.4", "---\n...\n---\n")) {
            folder.write("server.yaml", text);
            assertThat(folder.problems()).isNotEmpty();
        }
    }

    @Test
    void randomBytesAreProblems() {
        Random random = new Random(3);
        for (int i = 0; i < Effort.rounds(1_000); i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            assertThat(folder.write("server.yaml", bytes).problems()).isNotEmpty();
        }
    }

    @Test
    void randomDamageIsAProblemOrALegalConfiguration() {
        Random random = new Random(4);
        String alphabet = "[]{}:,-?&*!|>'\"%@`#\t\n\r ~<a1.\u0085\u2028é\u0000\u001b";
        byte[] intact = folder.read("policy.yaml").getBytes(StandardCharsets.UTF_8);
        int legal = 0;
        int rounds = Effort.rounds(1_500);
        for (int i = 0; i < rounds; i++) {
            StringBuilder text = new StringBuilder(new String(intact, StandardCharsets.UTF_8));
            for (int damage = random.nextInt(3); damage >= 0; damage--) {
                int at = random.nextInt(text.length());
                text.replace(at, at + random.nextInt(2), "" + alphabet.charAt(random.nextInt(alphabet.length())));
            }
            legal += folder.write("policy.yaml", text.toString()).problems().isEmpty() ? 1 : 0;
        }
        assertThat(legal).isBetween(1, rounds - 1);
    }
}
