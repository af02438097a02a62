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
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is offered to whoever presses TAB. */
class WordsCommandTest {
    @TempDir
    private Path folder;

    @Test
    void peopleAndKeysAreThoseOfTheConfiguration() {
        Folder.full(config());
        assertThat(words("person", "")).contains("alice", "bob", "carol");
        assertThat(words("person", "ali")).containsExactly("alice");
        assertThat(words("key", "alice-")).isNotEmpty().allMatch(key -> key.startsWith("alice-"));
    }

    @Test
    void casesAreTheNewestFirstAndMayBeTypedInSmallLetters() throws IOException {
        Folder.least(config());
        List<String> refused = refuse("platform/api", 3);
        Collections.reverse(refused);
        assertThat(words("case", "")).containsExactlyElementsOf(refused);
        String newest = refused.get(0);
        assertThat(words("case", newest.substring(0, 6).toLowerCase(Locale.ROOT)))
                .contains(newest);
    }

    @Test
    void noMoreThanTwoHundredAreListed() throws IOException {
        Folder.least(config());
        List<String> refused = refuse("platform/api", 203);
        assertThat(words("case", "")).hasSize(200).contains(refused.get(202)).doesNotContain(refused.get(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a;b", "$(b)", "`b`", "a\nb", "a\u001b[2Jb", "-b", "a'b", "~b", "a*", "b\u202e"})
    void aRepositoryWhoseNameAShellCouldReadOtherwiseIsNotListed(String name) throws IOException {
        Folder.least(config());
        refuse(name, 1);
        refuse("platform/api", 1);
        assertThat(words("repository", "")).containsExactly("platform/api");
    }

    @Test
    void codesAreThoseOfFindings() {
        assertThat(words("code", "unknown-k")).containsExactly("unknown-key");
    }

    @Test
    void wordsOfAFilterAreNamesAndThenTheirValues() throws IOException {
        Folder.full(config());
        refuse("platform/api", 1);
        assertThat(words("word", "per")).containsExactly("person:");
        assertThat(words("word", "person:al")).containsExactly("person:alice");
        assertThat(words("word", "key:alice-lap")).containsExactly("key:alice-laptop");
        assertThat(words("word", "repo:")).containsExactly("repo:platform/api");
        assertThat(words("word", "code:unknown-k")).containsExactly("code:unknown-key");
        for (String name : List.of("verdict:", "state:", "asked:", "assessment:")) {
            List<String> values = words("word", name);
            assertThat(values).hasSizeGreaterThan(1);
            values.forEach(value -> assertThat(CommandLineRun.of(
                                    "review", "list", value, "--config", config(), "--state", folder.resolve("state"))
                            .err())
                    .as(value)
                    .isEmpty());
        }
        assertThat(words("word", "file:")).isEmpty();
    }

    @Test
    void whereNothingCanBeReadNothingIsListed() throws IOException {
        for (String kind : List.of("case", "person", "key", "repository", "password", "", "$(touch evil)")) {
            assertThat(words(kind, "")).as(kind).isEmpty();
        }
        Folder.least(config()).write("policy.yaml", "version: [");
        assertThat(words("person", "")).isEmpty();
        Files.createDirectories(folder.resolve("state"));
        Files.writeString(folder.resolve("state/ledger.db"), "this is not a database");
        assertThat(words("case", "")).isEmpty();
        try (var files = Files.list(folder.resolve("state"))) {
            assertThat(files).hasSize(1);
        }
    }

    private Path config() {
        return folder.resolve("config");
    }

    /** Cases of refused pushes, the oldest first. */
    private List<String> refuse(String repository, int times) throws IOException {
        List<String> cases = new ArrayList<>();
        StateFolder state = new StateFolder(Files.createDirectories(folder.resolve("state")));
        try (Ledger ledger = Ledger.isThere(state) ? Ledger.in(state) : Ledger.create(state)) {
            for (int i = 0; i < times; i++) {
                ledger.append(Instant.parse("2026-11-29T12:00:00Z"), repository, (json, caseId) -> {
                    cases.add(caseId.value());
                    json.writeStringField("verdict", "refused");
                    json.writeStringField("case", caseId.value());
                    json.writeStringField("repository", repository);
                    json.writeArrayFieldStart("updates");
                    json.writeEndArray();
                });
            }
        }
        return cases;
    }

    /** It never fails, and never says why it knows nothing. */
    private List<String> words(String kind, String beginning) {
        CommandLineRun run = CommandLineRun.of(
                "words", "--config", config(), "--state", folder.resolve("state"), "--", kind, beginning);
        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        return run.out().lines().toList();
    }
}
