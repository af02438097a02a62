package dev.refwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.refwarden.LocalTool;
import dev.refwarden.policy.Folder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code refwarden policy check} and {@code explain} print, and their exit status. */
class PolicyCommandTest {
    private @TempDir Path temporary;

    @Test
    void aFineConfigurationIsFine() {
        Folder folder = Folder.least(temporary).write("policy.yaml", "version: 1\nrepositories: [{match: [\"**\"]}]\n");
        CommandLineRun run = CommandLineRun.of("policy", "check", "--strict", folder.path());
        assertThat(run)
                .isEqualTo(new CommandLineRun(
                        0, folder.path() + ": 0 people, no keys, no rules; no errors, no lints\n", ""));
    }

    @Test
    void lintsAreFineUnlessTheyCount() {
        Folder folder = Folder.least(temporary);
        String expected = "policy.yaml:2:1: lint: repositories is empty: every push is refused\n" + folder.path()
                + ": 0 people, no keys, no rules; no errors, 1 lint\n";
        assertThat(CommandLineRun.of("policy", "check", folder.path())).isEqualTo(new CommandLineRun(0, expected, ""));
        assertThat(CommandLineRun.of("policy", "check", "--strict", folder.path()))
                .isEqualTo(new CommandLineRun(1, expected, ""));
    }

    @Test
    void vouchedCommitsThatNoRepositoryHasAreToldOf() throws Exception {
        Path root = Files.createDirectories(temporary.resolve("root"));
        LocalTool.run(root, Map.of(), new byte[0], List.of("git", "init", "-q", "--bare", "r.git"));
        byte[] commit = """
                tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904
                author a <a@b> 0 +0000
                committer a <a@b> 0 +0000

                x
                """.getBytes(StandardCharsets.UTF_8);
        String there = new String(
                        LocalTool.run(
                                root.resolve("r.git"),
                                Map.of(),
                                commit,
                                List.of("git", "hash-object", "-w", "--literally", "-t", "commit", "--stdin")),
                        StandardCharsets.UTF_8)
                .strip();
        String missing = "1".repeat(40);
        Folder folder = Folder.full(temporary.resolve("config")).write("policy.yaml", """
                version: 1
                repositories:
                  - match: ["**"]
                    rules:
                      - name: r
                        refs: [refs/heads/main]
                        commits: {signed-by: [everyone], vouched: [%s, %s]}
                """.formatted(there, missing));
        CommandLineRun run = CommandLineRun.of("policy", "check", "--repositories", root, folder.path());
        assertThat(run.out().lines().filter(line -> line.contains("vouched")).toList())
                .containsExactly("policy.yaml:7:94: lint: vouched 11111111: no repository below " + root.toRealPath()
                        + " has it");
    }

    @Test
    void errorsAreAllListed() {
        Folder folder = Folder.full(temporary)
                .replace("server.yaml", "deadline", "dedline")
                .replace("policy.yaml", "[alice, bob, carol]", "[alice, bop, carol]")
                .replace("people/carol.yaml", "enrolled: 2026-01-05", "enrolled: yesterday");
        CommandLineRun run = CommandLineRun.of("policy", "check", folder.path());
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out().lines())
                .containsExactly(
                        "server.yaml:10:1: unknown key \"dedline\" in this file, did you mean \"deadline\"?",
                        "policy.yaml:4:24: unknown person or group \"bop\", did you mean \"bob\"?",
                        "people/carol.yaml:7:15: enrolled: expected a time in UTC such as 2026-09-01 or "
                                + "2026-09-01T08:00:00Z, found \"yesterday\"",
                        folder.path() + ": 3 errors, no lints");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void aMissingFolderIsAnError() {
        Path nowhere = temporary.resolve("nowhere");
        assertThat(CommandLineRun.of("policy", "check", nowhere))
                .isEqualTo(
                        new CommandLineRun(2, nowhere + ": no such folder\n" + nowhere + ": 1 error, no lints\n", ""));
    }

    @Test
    void theFolderMayBeAnOptionOrWhatIsInstalled() {
        Folder folder = Folder.least(temporary);
        assertThat(CommandLineRun.of("policy", "check", "--config", folder.path())
                        .status())
                .isZero();
        assertThat(CommandLineRun.of("policy", "check", "--config", folder.path(), "--state", temporary)
                        .status())
                .isZero();
        System.setProperty("refwarden.config", folder.path().toString());
        try {
            assertThat(CommandLineRun.of("policy", "check").out()).contains(folder.path() + ": 0 people");
        } finally {
            System.clearProperty("refwarden.config");
        }
    }

    @Test
    void programsReadJson() throws IOException {
        Folder folder = Folder.full(temporary).replace("policy.yaml", "mode: enforce", "mode: \"en\\\"force\"");
        CommandLineRun run = CommandLineRun.of("policy", "check", "--json", folder.path());
        assertThat(run.status()).isEqualTo(2);
        assertThat(strings(run.out()))
                .contains("policy.yaml", "error", "mode: expected enforce or observe, found the text \"en\"force\"");
        assertThat(run.out()).contains("\"errors\" : 1", "\"lints\" : 0", "\"line\" : 12", "\"column\" : 11");
    }

    @Test
    void aPersonSeesTheLineAndAMark() {
        Folder folder = Folder.full(temporary).replace("policy.yaml", "[alice, bob, carol]", "[alice, bop, carol]");
        StringWriter out = new StringWriter();
        try {
            dev.refwarden.policy.read.Configuration.load(folder.path());
        } catch (dev.refwarden.policy.yaml.PolicyProblems e) {
            ProblemLines.printWithSource(e.problems(), folder.path(), new PrintWriter(out));
        }
        assertThat(out.toString().lines())
                .containsExactly(
                        "policy.yaml:4:24: unknown person or group \"bop\", did you mean \"bob\"?",
                        "      maintainers: [alice, bop, carol]",
                        "                           ^");
    }

    @Test
    void explanationsArePrintedWithTheirLines() {
        Folder folder = Folder.full(temporary);
        CommandLineRun run = CommandLineRun.of(
                "policy", "explain", "--config", folder.path(), "--repo", "platform/api", "--ref", "refs/tags/v1");
        assertThat(run.status()).isZero();
        assertThat(run.out()).isEqualTo("""
                refs/tags/v1 in platform/api

                Every rule below applies, and a push must satisfy them all.
                A new tag may be named as a branch here, and a new branch as a tag (ambiguous-names: allow): whoever names one by its short name alone may get the other.

                policy.yaml:10 holds for this repository. What its rules find refuses the push.

                  Rule "release tags" (policy.yaml:46)
                    49  A tag must be annotated, and signed in every layer by alice or bob (release-managers); lightweight tags are refused.
                    50  The tagged commit must be on refs/heads/main or refs/heads/release/** once the push is done.
                    52  The pusher must prove to be there by a touch on their hardware key (hardware-touch).
                    52  No robot can push, since robots satisfy no second factor.
                        The tag, once there, never moves and never goes.

                  Rule "workflow files, on any ref" (policy.yaml:54)
                    57  When a new commit changes .github/workflows/**, .gitlab-ci.yml or Jenkinsfile, one of alice, bob and carol (maintainers) must approve, the pusher not counted.
                """);
    }

    @Test
    void explanationsAreJsonToo() throws IOException {
        Folder folder = Folder.full(temporary);
        CommandLineRun run = CommandLineRun.of(
                "policy",
                "explain",
                "--json",
                "--config",
                folder.path(),
                "--repo",
                "platform/api",
                "--ref",
                "refs/tags/v1");
        assertThat(run.status()).isZero();
        assertThat(strings(run.out()))
                .contains(
                        "platform/api",
                        "refs/tags/v1",
                        "release tags",
                        "The tag, once there, never moves and never goes.");
        assertThat(run.out()).contains("\"line\" : 46").containsPattern("\"policy\" : \"sha256:[0-9a-f]{64}\"");
    }

    @Test
    void wrongCasesAreLints() {
        Folder folder = Folder.full(temporary).write("tests.yaml", "version: 1\ntests: [{name: x, ref: main}]\n");
        CommandLineRun run = CommandLineRun.of("policy", "check", folder.path());
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains(
                        "tests.yaml:2:9: lint: a test needs expect\n",
                        "tests.yaml:2:24: lint: ref: expected a full name, such as refs/heads/main\n");
    }

    @Test
    void whoeverIsAskedAboutMustBeSomebody() {
        Folder folder = Folder.full(temporary);
        CommandLineRun run = CommandLineRun.of(
                "policy",
                "explain",
                "--config",
                folder.path(),
                "--repo",
                "r",
                "--ref",
                "refs/heads/main",
                "--as",
                "alcie");
        assertThat(run.status()).isEqualTo(64);
        assertThat(run.err()).startsWith("refwarden: no such person: alcie, did you mean \"alice\"?\n");
    }

    @Test
    void whatCannotBeUsedCannotBeExplained() {
        Folder folder = Folder.full(temporary).replace("server.yaml", "version: 1", "version: 3");
        CommandLineRun run = CommandLineRun.of(
                "policy", "explain", "--config", folder.path(), "--repo", "r", "--ref", "refs/heads/main");
        assertThat(run)
                .isEqualTo(
                        new CommandLineRun(
                                2,
                                "",
                                "server.yaml:1:10: version: expected 1, found 3\nrefwarden: the configuration cannot be used\n"));
    }

    @Test
    void aShortRefIsWrongUsage() {
        CommandLineRun run = CommandLineRun.of("policy", "explain", "--repo", "r", "--ref", "main");
        assertThat(run.status()).isEqualTo(64);
        assertThat(run.err()).startsWith("refwarden: --ref takes a full name, did you mean refs/heads/main?\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "policy",
                "polcy",
                "policy chekc",
                "policy check a b",
                "policy check --strickt",
                "policy explain",
                "policy explain --repo r",
                "policy explain --ref refs/heads/x",
                "policy activate",
                "policy activate a b",
                "policy check --config",
                "--verison"
            })
    void wrongUsageIsSaidAndExits64(String arguments) {
        CommandLineRun run = CommandLineRun.of((Object[]) (arguments.isEmpty() ? new String[0] : arguments.split(" ")));
        assertThat(run.status()).isEqualTo(64);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("refwarden: ")
                .contains("refwarden: hint: refwarden")
                .contains(" --help\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "-h",
                "policy --help",
                "policy check --help",
                "policy explain --help",
                "policy activate -h",
                "--version",
                "policy check --version"
            })
    void helpIsFine(String arguments) {
        CommandLineRun run = CommandLineRun.of((Object[]) arguments.split(" "));
        assertThat(run.status()).isZero();
        assertThat(run.out()).containsIgnoringCase("refwarden");
        assertThat(run.err()).isEmpty();
    }

    private static List<String> strings(String json) throws IOException {
        List<String> strings = new java.util.ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken().isScalarValue()) {
                    strings.add(parser.getText());
                }
            }
        }
        return strings;
    }
}
