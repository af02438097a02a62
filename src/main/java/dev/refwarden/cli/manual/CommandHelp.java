package dev.refwarden.cli.manual;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;

/** What {@code --help} prints: what picocli knows of a command, with the manual's exit statuses and examples. */
public final class CommandHelp extends Help {
    private static final String INDENT = "  ";
    private static final int STATUS_WIDTH = 4;

    private final CommandSpec command;

    public CommandHelp(CommandSpec command, ColorScheme colours) {
        super(command, colours);
        this.command = command;
    }

    /** What the command is for in one sentence, and the rest as one paragraph. */
    @Override
    public String description(Object... parameters) {
        String[] texts = command.usageMessage().description();
        List<String> lines = new ArrayList<>();
        if (texts.length > 0) {
            lines.addAll(wrapped(texts[0], width()));
        }
        if (texts.length > 1) {
            lines.addAll(wrapped(String.join(" ", List.of(texts).subList(1, texts.length)), width()));
        }
        return printed(lines);
    }

    @Override
    public String exitCodeListHeading(Object... parameters) {
        return Entry.of(command).statuses().isEmpty() ? "" : "\nExit status:\n";
    }

    @Override
    public String exitCodeList() {
        List<String> lines = new ArrayList<>();
        Entry.of(command).statuses().forEach((status, meaning) -> {
            String label = INDENT
                    + status
                    + " ".repeat(STATUS_WIDTH - status.toString().length());
            List<String> words = wrapped(meaning, width() - label.length());
            lines.add(label + words.get(0));
            words.stream().skip(1).forEach(more -> lines.add(" ".repeat(label.length()) + more));
        });
        return printed(lines);
    }

    @Override
    public String footerHeading(Object... parameters) {
        List<String> examples = Entry.of(command).examples();
        return examples.isEmpty() ? "" : examples.size() == 1 ? "\nExample:\n" : "\nExamples:\n";
    }

    @Override
    public String footer(Object... parameters) {
        return printed(Entry.of(command).examples().stream()
                .map(example -> INDENT + example)
                .toList());
    }

    private int width() {
        return command.usageMessage().width();
    }

    private static String printed(List<String> lines) {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    /** Broken between words only. */
    static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
