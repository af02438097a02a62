package dev.refwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The script is printed byte for byte, so that it can be put to use as it comes. */
class ClientCommandTest {
    @Test
    void printsTheScriptThatIsInstalled() throws IOException {
        StringWriter printed = new StringWriter();
        CommandLine line = RefwardenCommand.commandLine("client");
        line.setOut(new PrintWriter(printed));
        assertThat(line.execute("client")).isEqualTo(ExitStatus.FINE);
        assertThat(printed.toString()).isEqualTo(Files.readString(Path.of("src/client/git-refwarden-approve")));
    }
}
