package dev.refwarden.cli.completion;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What a shell reads once to complete the command line: a table of all commands, and the functions that look into it. */
public final class CompletionScript {
    /** So many words that no command takes more. */
    private static final int ANY_NUMBER = 99;

    private final CommandSpec root;

    /** @param root of all commands */
    public CompletionScript(CommandSpec root) {
        this.root = root;
    }

    public String forBash() throws IOException {
        return resource("follow.sh") + table() + "\n" + resource("complete.bash");
    }

    /** With the first line that makes it a file {@code _refwarden} of zsh's {@code fpath}. */
    public String forZsh() throws IOException {
        return "#compdef " + root.name() + "\n" + resource("follow.sh") + table() + "\n" + resource("complete.zsh");
    }

    private String table() {
        List<String> lines = new ArrayList<>(List.of(
                "# What may follow each command: its subcommands, options, options with a value and of which kind, and its words.",
                "_refwarden_command() {",
                "    rw_commands='' rw_flags='' rw_values='' rw_words='' rw_most=0",
                "    case $1 in"));
        add(root, "", lines);
        lines.addAll(List.of("    esac", "}", ""));
        return String.join("\n", lines);
    }

    private static void add(CommandSpec command, String path, List<String> lines) {
        lines.add("    '" + path + "')");
        List<CommandLine> visible = command.subcommands().values().stream()
                .filter(one -> !one.getCommandSpec().usageMessage().hidden())
                .toList();
        line("rw_commands", visible.stream().map(CommandLine::getCommandName).toList(), lines);
        line("rw_flags", options(command, false), lines);
        line("rw_values", options(command, true), lines);
        addWords(command, lines);
        lines.add("        ;;");
        for (CommandLine one : visible) {
            add(one.getCommandSpec(), (path + " " + one.getCommandName()).strip(), lines);
        }
    }

    private static void line(String name, List<String> words, List<String> lines) {
        if (!words.isEmpty()) {
            lines.add("        " + name + "='" + String.join(" ", words) + "'");
        }
    }

    private static List<String> options(CommandSpec command, boolean withValue) {
        return command.options().stream()
                .filter(option -> !option.hidden() && option.arity().max() > 0 == withValue)
                .map(option -> withValue
                        ? option.longestName() + ":" + WordKind.under(option.paramLabel())
                        : option.longestName())
                .sorted()
                .toList();
    }

    private static void addWords(CommandSpec command, List<String> lines) {
        Set<String> kinds = new LinkedHashSet<>();
        int most = 0;
        for (PositionalParamSpec words : command.positionalParameters()) {
            kinds.add(WordKind.under(words.paramLabel()));
            most = words.arity().isVariable()
                    ? ANY_NUMBER
                    : most + words.arity().max();
        }
        if (most > 0) {
            lines.add("        rw_words='" + String.join("+", kinds) + "' rw_most=" + most);
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(CompletionScript.class.getResourceAsStream(name), "resource " + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
