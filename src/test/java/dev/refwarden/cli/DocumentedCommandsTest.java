package dev.refwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ParameterException;

/**
 * Every command of {@code refwarden} in the README and on the pages is one that there is, with options that there are. Scenario 360
 * runs those of the first day.
 */
class DocumentedCommandsTest {
    private static final Pattern COMMAND = Pattern.compile("^ {4,}(?:[a-z]+\\$ )?refwarden ([a-z].*)$");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|([^\\s'\"]+)");

    @Test
    void everyOneIsACommand() throws IOException {
        List<String> wrong = new ArrayList<>();
        int seen = 0;
        for (Path page : pages()) {
            for (String line : Files.readAllLines(page)) {
                Matcher command = COMMAND.matcher(line);
                if (command.matches() && !isASummary(command.group(1))) {
                    seen++;
                    String why = whyNot(words(command.group(1)));
                    if (!why.isEmpty()) {
                        wrong.add(page.getFileName() + ": " + line.strip() + ": " + why);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(seen).isGreaterThan(50);
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(Path.of("README.md")));
        try (Stream<Path> files = Files.list(Path.of("src/site/markdown"))) {
            files.sorted().forEach(pages::add);
        }
        return pages;
    }

    /** Several commands in a line, what is left to choose, and first lines of statements are for people to read. */
    private static boolean isASummary(String command) {
        String typed = command.replaceFirst("\\s+#.*", "");
        return typed.matches("[a-z]+ 1")
                || typed.contains(" | ")
                || typed.contains("[")
                || typed.contains("…")
                || typed.contains("...");
    }

    private static List<String> words(String command) {
        String typed = command.replaceFirst("\\s+#.*", "").replaceFirst("\\s(?:>|&&|2>).*", "");
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(typed);
        while (word.find()) {
            words.add(word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group(3));
        }
        return words;
    }

    private static String whyNot(List<String> words) {
        try {
            String[] typed = words.toArray(String[]::new);
            RefwardenCommand.commandLine(typed).parseArgs(typed);
            return "";
        } catch (ParameterException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
