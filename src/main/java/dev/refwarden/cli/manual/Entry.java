package dev.refwarden.cli.manual;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What the manual says of one command.
 *
 * @param statuses with which it may end, and what each means
 * @param examples as they are typed
 */
public record Entry(SortedMap<Integer, String> statuses, List<String> examples) {
    private static final String EXAMPLE = "$ ";

    /** What these mean wherever nothing else is said. */
    private static final Map<Integer, String> USUAL = Map.of(
            2, "the configuration has errors",
            3, "it failed; standard error says why",
            64, "the arguments are wrong");

    /** With these any command may end. */
    private static final List<Integer> ALWAYS = List.of(3, 64);

    public Entry {
        statuses = Collections.unmodifiableSortedMap(new TreeMap<>(statuses));
        examples = List.copyOf(examples);
    }

    /** Of each command that does something, under the words that call it, such as {@code review list}. */
    public static Map<String, Entry> all() {
        Map<String, Entry> all = new LinkedHashMap<>();
        for (String entry : text().split("\n\n", -1)) {
            List<String> lines = List.of(entry.strip().split("\n", -1));
            all.put(lines.get(0), of(lines.subList(1, lines.size())));
        }
        return all;
    }

    /** Empty for a group of commands. */
    public static Entry of(CommandSpec command) {
        String called = command.qualifiedName(" ");
        String words = called.substring(called.indexOf(' ') + 1);
        return all().getOrDefault(words, new Entry(new TreeMap<>(), List.of()));
    }

    private static Entry of(List<String> lines) {
        SortedMap<Integer, String> statuses = new TreeMap<>();
        ALWAYS.forEach(status -> statuses.put(status, usual(status)));
        List<String> examples = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith(EXAMPLE)) {
                examples.add(line.substring(EXAMPLE.length()));
            } else {
                String[] words = line.split(" ", 2);
                int status = Integer.parseInt(words[0]);
                statuses.put(status, words.length > 1 ? words[1] : usual(status));
            }
        }
        return new Entry(statuses, examples);
    }

    private static String usual(int status) {
        return Objects.requireNonNull(USUAL.get(status));
    }

    private static String text() {
        try (InputStream in = Objects.requireNonNull(Entry.class.getResourceAsStream("commands.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
