package dev.refwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.LocalTool;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.policy.Folder;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is different where a person reads: the program, at a terminal that {@code script} makes. */
class TerminalTest {
    private static final String ESCAPE = "\u001b";

    @TempDir
    private Path folder;

    @BeforeEach
    void anInstallation() throws IOException {
        LocalTool.need("script", "bsdutils");
        Folder.full(folder.resolve("config"));
        Ledger.create(new StateFolder(Files.createDirectory(folder.resolve("state"))))
                .close();
    }

    @Test
    void aPagerShowsALongAnswerToPeopleOnly() {
        Map<String, String> pager = Map.of("PAGER", "sed 's/^/paged: /'", "LOGNAME", "alice");
        assertThat(onTerminal(pager, "review list")).isEqualTo("paged: 0 refused pushes\n");
        assertThat(onTerminal(pager, "review list --json")).startsWith("{");
        assertThat(onTerminal(pager, "review list | cat")).isEqualTo("0 refused pushes\n");
        assertThat(onTerminal(pager, "person list")).doesNotContain("paged");
    }

    @Test
    void listsHaveHeadingsForPeopleAndFitTheTerminal() {
        Map<String, String> plain = Map.of("PAGER", "");
        for (String list : List.of("key list", "person list")) {
            assertThat(onTerminal(plain, list).lines())
                    .as(list)
                    .first()
                    .asString()
                    .matches("(KEY|PERSON) .*");
            assertThat(onTerminal(plain, list).lines()).as(list).allMatch(line -> line.length() <= 80);
            assertThat(onTerminal(plain, list + " | cat")).as(list).doesNotContain("PERSON");
        }
    }

    @Test
    void theExitStatusAndErrorsAreTheCommandsOwn() {
        Map<String, String> pager = Map.of("PAGER", "sed 's/^/paged: /'", "LOGNAME", "alice");
        assertThat(onTerminal(pager, "review show K7F3-2QXM; echo status $?"))
                .contains("refwarden: there is no refused push of the case K7F3-2QXM")
                .endsWith("status 1\n");
        assertThat(onTerminal(pager, "key trace; echo status $?"))
                .startsWith("refwarden: give either a KEY or --person PERSON\n")
                .endsWith("status 64\n");
        assertThat(onTerminal(pager, "review list nonsense:x; echo status $?"))
                .contains("there is no filter word \"nonsense:\"")
                .endsWith("status 64\n");
    }

    @Test
    void aPagerThatDoesNotStartOrReadsNothingHindersNothing() {
        assertThat(onTerminal(Map.of("PAGER", "exec true", "LOGNAME", "alice"), "review list; echo status $?"))
                .isEqualTo("status 0\n");
    }

    @Test
    void helpIsColouredOnATerminalUnlessItIsForbidden() {
        Map<String, String> xterm = Map.of("TERM", "xterm", "PAGER", "");
        assertThat(onTerminal(xterm, "review --help")).contains(ESCAPE + "[1m");
        assertThat(onTerminal(Map.of("TERM", "xterm", "NO_COLOR", "1"), "review --help"))
                .doesNotContain(ESCAPE);
        assertThat(onTerminal(xterm, "review --help | cat")).doesNotContain(ESCAPE);
    }

    /** What a terminal shows of it, with these variables and no others of its kind. */
    private String onTerminal(Map<String, String> variables, String command) {
        Map<String, String> environment = new TreeMap<>(Map.of("TERM", "vt100", "LC_ALL", "C.UTF-8"));
        environment.putAll(variables);
        StringBuilder line = new StringBuilder("env -i PATH=/usr/bin:/bin");
        environment.forEach((name, value) ->
                line.append(" \"").append(name).append('=').append(value).append('"'));
        line.append(' ').append(Path.of(System.getProperty("java.home"), "bin", "java"));
        line.append(" -XX:TieredStopAtLevel=1 -Duser.name=alice -Drefwarden.config=")
                .append(folder.resolve("config"));
        line.append(" -Drefwarden.state=").append(folder.resolve("state"));
        line.append(" -cp '").append(classPath()).append("' dev.refwarden.cli.Main ");
        byte[] seen = LocalTool.run(
                folder,
                Map.of("SHELL", "/bin/sh"),
                new byte[0],
                List.of("script", "-qec", line + command + "; exit 0", "/dev/null"));
        return new String(seen, StandardCharsets.UTF_8).replace("\r", "");
    }

    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
