package dev.refwarden.cli.manual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.LocalTool;
import dev.refwarden.cli.CommandLineRun;
import dev.refwarden.cli.EveryCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page for each command, which man shows without a warning and which says what the command's help says. */
class ManPageTest {
    @TempDir
    private Path folder;

    @Test
    void everyCommandHasAPageOfItsName() throws IOException {
        List<String> expected = EveryCommand.all().stream()
                .map(command -> command.getCommandSpec().qualifiedName("-") + ".1")
                .toList();
        try (Stream<Path> pages = Files.list(laidDown())) {
            assertThat(pages.map(page -> page.getFileName().toString())).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void groffFindsNothingWrongWithThem() throws IOException {
        LocalTool.need("groff", "groff-base");
        List<String> command = new ArrayList<>(List.of("groff", "-ww", "-man", "-Tutf8"));
        try (Stream<Path> pages = Files.list(laidDown())) {
            pages.map(Path::toString).sorted().forEach(command::add);
        }
        Process process = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("shown").toFile())
                .start();
        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(folder.resolve("shown")).isNotEmptyFile();
    }

    @Test
    void manShowsThemWithAllTheirParts() throws IOException {
        LocalTool.need("man", "man-db");
        String shown = new String(
                LocalTool.run(
                        folder,
                        Map.of("MANWIDTH", "100", "LC_ALL", "C.UTF-8", "MANROFFOPT", "-c"),
                        new byte[0],
                        List.of(
                                "man",
                                "-P",
                                "cat",
                                laidDown().resolve("refwarden-review-close.1").toString())),
                StandardCharsets.UTF_8);
        assertThat(shown.replaceAll(".\b", "").replaceAll(" +", " "))
                .containsSubsequence(
                        "NAME\n refwarden-review-close - close a refused push",
                        "SYNOPSIS\n refwarden review close [OPTION]... --as=mistake|attack --reason=TEXT CASE\n",
                        "DESCRIPTION\n Close a refused push",
                        "OPTIONS\n",
                        " --as=mistake|attack\n what it was\n",
                        "EXIT STATUS\n 0 it is closed\n",
                        "EXAMPLES\n refwarden review close K7F3-2QXM --as mistake --reason 'forgot to sign'\n",
                        "SEE ALSO\n refwarden-review(1)\n");
    }

    @Test
    void whatIsPrintedIsThePage() throws IOException {
        assertThat(CommandLineRun.of("man", "log", "export").out())
                .isEqualTo(Files.readString(laidDown().resolve("refwarden-log-export.1")));
        assertThat(CommandLineRun.of("man").out())
                .isEqualTo(Files.readString(laidDown().resolve("refwarden.1")));
        assertThat(CommandLineRun.of("man", "log", "exprot")).isEqualTo(new CommandLineRun(64, "", """
                        refwarden: there is no command "log exprot", did you mean "export"?
                        refwarden: hint: refwarden man --help
                        """));
    }

    @Test
    void textIsNeverAnInstruction() {
        String page = new Roff()
                .macro("SH", "a \"b\"\n.c")
                .line(Roff.plain(".so /etc/passwd"))
                .line(Roff.plain("'\\*x"))
                .toString();
        assertThat(page).isEqualTo(".SH \"a \\(dqb\\(dq .c\"\n\\&.so /etc/passwd\n\\(aq\\e*x\n");
    }

    /** Where the installer puts them. */
    private Path laidDown() {
        Path share = folder.resolve("share");
        assertThat(CommandLineRun.of("share", share).status()).isZero();
        return share.resolve("man/man1");
    }
}
