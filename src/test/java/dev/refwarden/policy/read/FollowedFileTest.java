package dev.refwarden.policy.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.policy.Folder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file in {@code server.yaml} to which the log's lines go. */
class FollowedFileTest {
    @TempDir
    private Path at;

    private Folder with(String log) {
        return Folder.least(at)
                .write("server.yaml", "version: 1\nserver: git.example.org\nroot: /srv/git\nlog: " + log + "\n");
    }

    @Test
    void itIsAsWritten() {
        assertThat(with("{follow: /var/log/decisions.jsonl}").load().server().followed())
                .contains(Path.of("/var/log/decisions.jsonl"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | log needs follow",
                "{folow: /var/log/x} | did you mean \"follow\"",
                "{follow: decisions.jsonl} | follow: expected the absolute path of a file",
                "{follow: \"/a\\0b\"} | server.yaml:4:",
                "{follow: [/var/log/x]} | follow: expected",
                "/var/log/x | log: expected a mapping"
            })
    void whatCannotBeUsedIsAProblem(String log, String problem) {
        assertThat(with(log).problems()).anyMatch(text -> text.contains(problem));
    }
}
