package dev.refwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.policy.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code refwarden policy diff} says: every change one way and back again. */
class PolicyDiffTest {
    private static final Path OLD = Path.of("policies/two-person-release");

    private @TempDir Path temporary;
    private Folder folder;

    @BeforeEach
    void copy() throws IOException {
        folder = Folder.copyOf(OLD, temporary);
    }

    @Test
    void theSameIsNoDifference() throws IOException {
        folder.write("policy.yaml", "# a comment\n" + folder.read("policy.yaml"));
        assertThat(diff().out()).isEqualTo("no difference\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "policy.yaml|count: 2, by: [maintainers]|count: 1, by: [maintainers]|rule \"release branches\": for pom.xml, **/package.json, **/package-lock.json, .github/**, **/*.sh, approvals: 1 instead of 2",
                "policy.yaml|  maintainers: [alice, bob, carol]|  maintainers: [alice, bob, carol, dora]|group maintainers: holds dora, too",
                "policy.yaml|signed-by: [maintainers]|signed-by: [everyone]|rule \"release branches\": commits may be signed by dora, erik, release-bot, too",
                "policy.yaml|author: known|author: anyone|rule \"release branches\": the author may be anyone",
                "policy.yaml|hardware: required |hardware: optional |rule \"release branches\": no longer requires hardware keys",
                "policy.yaml|touch: required |touch: optional |rule \"release branches\": no longer requires a touch for each signature",
                "policy.yaml|cool-down: 14d  |cool-down: 12h  |rule \"release branches\": new keys cool down for 12h instead of 14d",
                "policy.yaml|max-age: 730d|max-age: 731d|rule \"release branches\": keys may become 731d old",
                "policy.yaml|by: [maintainers]~          second|by: [everyone]~          second|rule \"release branches\": may be pushed to by dora, erik, release-bot, too",
                "policy.yaml|second-factor: [hardware-touch]|second-factor: [hardware-touch, one-time-code]|rule \"release branches\": takes as second factor one-time-code, too",
                "policy.yaml|approvals: {count: 1, by: [maintainers]}~          robots|approvals: {count: 1, by: [maintainers], second-key: true}~          robots|rule \"release branches\": lets pushers approve with a second key of their own",
                "policy.yaml|certificate: required, ||rule \"release branches\": when a robot pushes, no longer requires signed pushes",
                "policy.yaml|[pom.xml, |[|rule \"release branches\": guards pom.xml no longer",
                "policy.yaml|unmatched: deny|unmatched: allow|repositories **: let refs pass that no rule matches",
                "policy.yaml|    unmatched: deny|    mode: observe|rule \"release branches\": observes without an end instead of refusing",
                "policy.yaml|waivers: {count: 2|waivers: {count: 1|waivers: people who must sign one: 1 instead of 2",
                "policy.yaml|on: [refs/heads/main, \"refs/heads/release/**\"]|on: [refs/heads/main, \"refs/heads/**\"]|rule \"release tags\": tagged commits may be on refs/heads/**, too",
                "policy.yaml|name: workflow files|name: other files|rule \"workflow files, on any ref\": is gone",
                "people/alice.yaml|accounts: [alice]|accounts: [alice, root]|alice: owns the account root, too",
                "people/alice.yaml|enrolled: 2026-09-01|enrolled: 2026-08-01|key alice-token of alice: is enrolled earlier, from 2026-08-01T00:00:00Z",
                "people/alice.yaml|AAAAIEEyHTFG|AAAAIEEyHTFH|key alice-token of alice: is another key now",
                "people/release-bot.yaml|for: [pushes]|for: [pushes, approvals]|key release-bot-key of release-bot: may sign approvals, too",
            })
    void aWeakeningIsToldInWordsAndItsUndoingIsNone(String file, String before, String after, String words) {
        change(file, before, after);
        assertThat(section(diff().out(), "weaker")).contains(words);
        assertThat(CommandLineRun.of("policy", "diff", "--strict", OLD, folder.path())
                        .status())
                .isEqualTo(1);
        CommandLineRun back = CommandLineRun.of("policy", "diff", folder.path(), OLD);
        assertThat(back.status()).isZero();
        assertThat(back.out()).containsAnyOf("stronger:", "is another key now");
    }

    @Test
    void whatIsMadeStricterIsNoWeakening() {
        change("policy.yaml", "cool-down: 14d  ", "cool-down: 30d  ");
        CommandLineRun run = CommandLineRun.of("policy", "diff", "--strict", OLD, folder.path());
        assertThat(run.status()).isZero();
        assertThat(run.out()).isEqualTo("""
                        stronger:
                          rule "release branches": new keys cool down for 30d instead of 14d
                        0 weaker, 1 stronger, 0 otherwise different
                        """);
    }

    @Test
    void jsonTellsTheSame() {
        change("policy.yaml", "unmatched: deny", "unmatched: allow");
        String json = CommandLineRun.of("policy", "diff", "--json", OLD, folder.path())
                .out();
        assertThat(json).contains("\"weaker\" : [ {", "\"subject\" : \"repositories **\"", "\"stronger\" : [ ]");
    }

    @Test
    void aBrokenOneIsNotCompared() throws IOException {
        Files.delete(folder.path().resolve("policy.yaml"));
        CommandLineRun run = diff();
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("policy.yaml: does not exist");
    }

    private void change(String file, String before, String after) {
        folder.replace(file, before.replace('~', '\n'), (after == null ? "" : after).replace('~', '\n'));
    }

    private static String section(String out, String name) {
        int from = out.indexOf(name + ":\n");
        assertThat(from).as(out).isNotNegative();
        int to = out.indexOf("\n" + (name.equals("weaker") ? "stronger:" : "otherwise"), from);
        return to < 0 ? out.substring(from) : out.substring(from, to);
    }

    private CommandLineRun diff() {
        return CommandLineRun.of("policy", "diff", OLD, folder.path());
    }
}
