package dev.refwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script is printed byte for byte, so that it can be put to use as it comes. */
class ClientCommandTest {
    @ParameterizedTest
    @CsvSource({"client, approve", "client approve, approve", "client waive, waive"})
    void printsTheScriptThatIsInstalled(String command, String script) throws IOException {
        CommandLineRun run = CommandLineRun.of((Object[]) command.split(" "));
        assertThat(run.status()).isEqualTo(ExitStatus.FINE);
        assertThat(run.out()).isEqualTo(Files.readString(Path.of("src/client/git-refwarden-" + script)));
    }
}
