package dev.refwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.policy.Folder;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The policies that come with Refwarden are without fault. */
class PoliciesTest {
    private static final Path POLICIES = Path.of("policies");

    private @TempDir Path temporary;

    static Stream<String> policies() throws IOException {
        try (Stream<Path> folders = Files.list(POLICIES)) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
        }
    }

    @Test
    void theyAreAllThere() throws IOException {
        assertThat(policies())
                .containsExactly(
                        "emergency-freeze",
                        "hardware-keys",
                        "monorepo-paths",
                        "small-team",
                        "solo-maintainer",
                        "starter",
                        "two-person-release");
    }

    @ParameterizedTest
    @MethodSource("policies")
    void itsOwnCasesComeOutAsTheySay(String name) {
        CommandLineRun run = CommandLineRun.of("policy", "test", POLICIES.resolve(name));
        assertThat(run.status()).as(run.out()).isZero();
        assertThat(run.out()).contains("none failed");
    }

    @ParameterizedTest
    @MethodSource("policies")
    void checkFindsNothingInIt(String name) {
        CommandLineRun run = CommandLineRun.of("policy", "check", "--strict", POLICIES.resolve(name));
        assertThat(run.status()).as(run.out()).isZero();
        assertThat(run.out()).endsWith("; no errors, no lints\n");
    }

    @Test
    void theStarterIsFineOnAFreshInstallation() throws IOException {
        Folder fresh =
                Folder.least(temporary).write("policy.yaml", Files.readString(POLICIES.resolve("starter/policy.yaml")));
        assertThat(CommandLineRun.of("policy", "check", "--strict", fresh.path())
                        .status())
                .isZero();
        assertThat(fresh.load().policy().people().all()).isEmpty();
    }

    @Test
    void theStarterObservesByOneLine() throws IOException, PolicyProblems {
        Folder starter = Folder.copyOf(POLICIES.resolve("starter"), temporary);
        assertThat(starter.load().policy().repositories())
                .allMatch(entry -> entry.observe() && entry.allowsUnmatched());
        starter.replace("policy.yaml", "    mode: observe\n", "");
        assertThat(Configuration.load(temporary).policy().repositories()).noneMatch(entry -> entry.observe());
    }

    @Test
    void theExampleOfAPersonCanBeUsed() throws IOException {
        Folder starter = Folder.copyOf(POLICIES.resolve("starter"), temporary);
        starter.write("people/alice.yaml", starter.read("people/alice.yaml.example"));
        CommandLineRun run = CommandLineRun.of("policy", "check", "--strict", starter.path());
        assertThat(run.out()).isEqualTo(starter.path() + ": 1 person, 1 key, 2 rules; no errors, no lints\n");
    }
}
