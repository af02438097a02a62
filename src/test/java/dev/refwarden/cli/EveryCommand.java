package dev.refwarden.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** All commands that people are shown, by the words that call them; a group comes before what is in it. */
public final class EveryCommand {
    private EveryCommand() {}

    public static List<CommandLine> all() {
        List<CommandLine> all = new ArrayList<>();
        add(RefwardenCommand.commandLine(), all);
        return all;
    }

    /** Those that do something. */
    public static List<CommandLine> leaves() {
        return all().stream().filter(one -> one.getSubcommands().isEmpty()).toList();
    }

    /** Such as {@code review list}; empty for all of them. */
    public static String words(CommandLine command) {
        String name = command.getCommandSpec().qualifiedName();
        return name.substring("refwarden".length()).strip();
    }

    private static void add(CommandLine command, List<CommandLine> all) {
        all.add(command);
        command.getSubcommands().values().stream()
                .filter(one -> !one.getCommandSpec().usageMessage().hidden())
                .forEach(one -> add(one, all));
    }
}
