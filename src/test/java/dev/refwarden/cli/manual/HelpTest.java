package dev.refwarden.cli.manual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.cli.CommandLineRun;
import dev.refwarden.cli.EveryCommand;
import dev.refwarden.cli.RefwardenCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

/** The help of every command has one style, fits a terminal, and ends with exit statuses and examples that can be typed. */
class HelpTest {
    private static final int COLUMNS = 80;
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    static Stream<String> everyCommand() {
        return EveryCommand.all().stream().map(EveryCommand::words);
    }

    static Stream<String> everyLeaf() {
        return EveryCommand.leaves().stream().map(EveryCommand::words);
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void itFitsEightyColumns(String words) {
        assertThat(help(words).lines().filter(line -> line.codePointCount(0, line.length()) > COLUMNS))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyLeaf")
    void itSaysTheExitStatusesAndGivesAnExample(String words) {
        String help = help(words);
        assertThat(help)
                .containsPattern("\nExit status:\n {2}0 {3}[a-z]")
                .contains("\n  64  the arguments are wrong\n")
                .containsPattern("\nExamples?:\n {2}\\S")
                .contains(words);
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void aDescriptionBeginsWithAnOrderInOneSentence(String words) {
        String first = command(words).getCommandSpec().usageMessage().description()[0];
        assertThat(first).matches("[A-Z].*\\.").doesNotContain(". ").doesNotMatch("(?!Accepts)[A-Z][a-z]+s .*");
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void whatAnOptionMeansBeginsWithASmallLetterAndEndsWithoutAPeriod(String words) {
        for (ArgSpec argument : command(words).getCommandSpec().args()) {
            String text = String.join(" ", argument.description());
            assertThat(text).as(argument.toString()).isNotEmpty().doesNotEndWith(".");
            assertThat(text).as(argument.toString()).matches("(?:[^A-Z]|[A-Z]{2,}\\b|OpenPGP).*");
        }
    }

    @Test
    void theManualSpeaksOfNothingElse() {
        assertThat(Entry.all().keySet())
                .containsExactlyInAnyOrderElementsOf(everyLeaf().toList());
    }

    @Test
    void everyExampleCanBeTyped() {
        List<String> seen = new ArrayList<>();
        Entry.all()
                .forEach((words, entry) -> entry.examples().forEach(example -> {
                    Matcher ours = Pattern.compile("refwarden ([^|>)]+)").matcher(example);
                    if (ours.find() && !example.startsWith("man ")) {
                        String[] typed = WORD.matcher(ours.group(1))
                                .results()
                                .map(word -> word.group(1) != null ? word.group(1) : word.group(2))
                                .toArray(String[]::new);
                        assertThat(String.join(" ", typed)).startsWith(words);
                        RefwardenCommand.commandLine(typed).parseArgs(typed);
                        seen.add(example);
                    }
                }));
        assertThat(seen).hasSizeGreaterThan(60);
    }

    private static CommandLine command(String words) {
        return EveryCommand.all().stream()
                .filter(one -> EveryCommand.words(one).equals(words))
                .findFirst()
                .orElseThrow();
    }

    private static String help(String words) {
        CommandLineRun run =
                CommandLineRun.of((Object[]) (words + " --help").strip().split(" ", -1));
        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        return run.out();
    }
}
