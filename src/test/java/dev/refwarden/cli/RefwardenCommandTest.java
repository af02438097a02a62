package dev.refwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** A command line that was made for its arguments says what the whole one says. */
class RefwardenCommandTest {
    private final CommandLine whole = RefwardenCommand.commandLine();

    @Test
    void everyCommandHasTheSameHelpAndTheSameErrors() {
        List<List<String>> commands = commands(whole, List.of());
        assertThat(commands).hasSizeGreaterThan(30);
        for (List<String> command : commands) {
            for (String last : List.of("--help", "--version", "--jsno")) {
                saysTheSame(with(command, last));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "--version", "-V", "--help", "-h", "kye", "--jsno key list", "--version --help", "-V key"})
    void soHaveOptionsBeforeAnyCommand(String words) {
        saysTheSame(words.isEmpty() ? new String[0] : words.split(" ", -1));
    }

    @Test
    void everyCommandIsFoundByTheNameThatItBears() {
        whole.getSubcommands().forEach((name, command) -> {
            assertThat(command.getCommand()
                            .getClass()
                            .getAnnotation(CommandLine.Command.class)
                            .name())
                    .isEqualTo(name);
            assertThat(RefwardenCommand.commandLine(name).getSubcommands()).containsOnlyKeys(name);
        });
    }

    @Test
    void everyGroupSuggestsItsOwnCommands() {
        whole.getSubcommands().forEach((name, command) -> {
            if (!command.getSubcommands().isEmpty()) {
                saysTheSame(name, "lits");
            }
        });
    }

    private void saysTheSame(String... arguments) {
        assertThat(CommandLineRun.of(RefwardenCommand.commandLine(arguments), arguments))
                .as(Arrays.toString(arguments))
                .isEqualTo(CommandLineRun.of(whole, arguments));
    }

    private static String[] with(List<String> command, String last) {
        List<String> words = new ArrayList<>(command);
        words.add(last);
        return words.toArray(String[]::new);
    }

    /** All of them, by the words that call them. */
    private static List<List<String>> commands(CommandLine line, List<String> words) {
        List<List<String>> found = new ArrayList<>();
        line.getSubcommands().forEach((name, command) -> {
            List<String> called = new ArrayList<>(words);
            called.add(name);
            found.add(called);
            found.addAll(commands(command, called));
        });
        return found;
    }
}
