package dev.refwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Every command in the README and on the pages is one that there is, with options that there are: those of {@code refwarden} that stand
 * in lines of their own are parsed to the end, those in sentences and summaries word by word. Scenario 360 runs those of the first day.
 */
class DocumentedCommandsTest {
    private static final Pattern COMMAND = Pattern.compile("^ {4,}(?:[a-z]+\\$ )?refwarden ([a-z].*)$");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|([^\\s'\"]+)");
    private static final Pattern INLINE = Pattern.compile("`(?:[*] )*refwarden ([a-z][^`]*)`");
    private static final Pattern INSTALLER = Pattern.compile("install\\.sh([^`#|)]*)");
    private static final Pattern APPROVING = Pattern.compile("git refwarden-approve([^`#|]*)");
    private static final Pattern LONG_OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");
    private static final Pattern SHORT_OPTION = Pattern.compile("(?<= )-[a-zA-Z](?= |$)");

    /** Of git, or of other programs in the same line. */
    private static final Set<String> NOT_OURS = Set.of("--batch-command");

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

    @Test
    void everyOneInASentenceHasThatNameAndThoseOptions() throws IOException {
        assertThat(wrongOnes(INLINE, 60, command -> whyNotNamed(words(command.replaceAll("[\\[\\]…]|\\.\\.\\.", " ")))))
                .isEmpty();
    }

    @Test
    void everyOneInASummaryHasThatNameAndThoseOptions() throws IOException {
        List<String> wrong = new ArrayList<>();
        int seen = 0;
        for (Path page : pages()) {
            for (String line : Files.readAllLines(page)) {
                Matcher command = COMMAND.matcher(line);
                if (!command.matches()
                        || !isASummary(command.group(1))
                        || command.group(1).matches("[a-z]+ 1")) {
                    continue;
                }
                seen++;
                for (String several :
                        command.group(1).replaceFirst("\\s+#.*", "").split("\\s{3,}refwarden ", -1)) {
                    String why = whyNotSeveral(several);
                    if (!why.isEmpty()) {
                        wrong.add(page.getFileName() + ": " + line.strip() + ": " + why);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(seen).isGreaterThan(5);
    }

    @Test
    void theInstallerHasEveryOptionThatIsSaidOfIt() throws IOException {
        String script = Files.readString(Path.of("install.sh"));
        Set<String> known = new HashSet<>();
        for (String line :
                script.substring(script.indexOf("while [ $# -gt 0 ]")).split("\n", -1)) {
            if (line.matches("    (--[a-z-]+|-h).*\\).*")) {
                Matcher option = LONG_OPTION.matcher(line.substring(0, line.indexOf(')')));
                while (option.find()) {
                    known.add(option.group());
                }
            }
        }
        assertThat(known).contains("--repo", "--gitolite", "--settle", "--rollback");
        assertThat(wrongOnes(INSTALLER, 20, command -> unknown(LONG_OPTION, command, known)))
                .isEmpty();
    }

    @Test
    void theClientHasEveryOptionThatIsSaidOfIt() throws IOException {
        String script = Files.readString(Path.of("src/client/git-refwarden-approve"));
        Set<String> known = new HashSet<>();
        Matcher option =
                Pattern.compile("^ {2}(-[a-zA-Z])\\b", Pattern.MULTILINE).matcher(script);
        while (option.find()) {
            known.add(option.group(1));
        }
        assertThat(known).contains("-r", "-d", "-y");
        assertThat(wrongOnes(APPROVING, 3, command -> unknown(SHORT_OPTION, command, known)))
                .isEmpty();
    }

    private static List<String> wrongOnes(Pattern commands, int least, Function<String, String> whyNot)
            throws IOException {
        List<String> wrong = new ArrayList<>();
        int seen = 0;
        for (Path page : pages()) {
            for (String line : Files.readAllLines(page)) {
                Matcher command = commands.matcher(line);
                while (command.find()) {
                    seen++;
                    String why = whyNot.apply(command.group(1));
                    if (!why.isEmpty()) {
                        wrong.add(page.getFileName() + ": " + command.group() + ": " + why);
                    }
                }
            }
        }
        assertThat(seen).isGreaterThanOrEqualTo(least);
        return wrong;
    }

    private static String unknown(Pattern options, String command, Set<String> known) {
        Matcher option = options.matcher(command);
        while (option.find()) {
            if (!known.contains(option.group()) && !NOT_OURS.contains(option.group())) {
                return "no option " + option.group();
            }
        }
        return "";
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

    /** {@code key list | add}: the first says of what command the others are; what other programs do behind a pipe is theirs. */
    private static String whyNotSeveral(String commands) {
        String[] several = commands.replaceAll("[\\[\\]…]|\\.\\.\\.", " ").split(" \\| ", -1);
        List<String> first = words(several[0]);
        String why = whyNotNamed(first);
        for (int i = 1; i < several.length && why.isEmpty(); i++) {
            List<String> words = new ArrayList<>(List.of(first.get(0)));
            words.addAll(words(several[i]));
            boolean ofAnotherProgram = words.get(1).matches("ssh|psql|grep|less|mail");
            why = ofAnotherProgram ? "" : whyNotNamed(words);
        }
        return why;
    }

    /** Whether a command is called so and has these options, whatever else it may need. */
    private static String whyNotNamed(List<String> words) {
        CommandLine command = RefwardenCommand.commandLine(words.toArray(String[]::new));
        int named = 0;
        while (named < words.size() && command.getSubcommands().containsKey(words.get(named))) {
            command = Objects.requireNonNull(command.getSubcommands().get(words.get(named)));
            named++;
        }
        boolean unfinished = !command.getSubcommands().isEmpty() && named < words.size();
        if (named == 0 || (unfinished && words.get(named).matches("[a-z-]+"))) {
            return "no command " + String.join(" ", words.subList(0, Math.min(words.size(), named + 1)));
        }
        for (String word : words.subList(named, words.size())) {
            String option = word.replaceFirst("=.*", "");
            if (option.startsWith("--")
                    && !command.getCommandSpec().optionsMap().containsKey(option)) {
                return "no option " + option;
            }
        }
        return "";
    }
}
