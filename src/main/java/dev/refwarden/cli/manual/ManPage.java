package dev.refwarden.cli.manual;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The man page of one command, in section 1, with what {@code --help} says. */
public final class ManPage {
    private final CommandSpec command;
    private final Entry entry;
    private final String version;
    private final Roff page = new Roff();

    /** @param version of the program, as the foot of the page shows it */
    public ManPage(CommandSpec command, String version) {
        this.command = command;
        this.entry = Entry.of(command);
        this.version = version;
    }

    /** Of each command that people are shown, and of the program. */
    public static List<ManPage> all(CommandSpec root, String version) {
        List<ManPage> pages = new ArrayList<>(List.of(new ManPage(root, version)));
        visible(root).forEach(one -> pages.addAll(all(one, version)));
        return pages;
    }

    /** Such as {@code refwarden-review-list}. */
    public String name() {
        return command.qualifiedName("-");
    }

    public String text() {
        page.macro("TH", name().toUpperCase(Locale.ROOT), "1", "", version, "Refwarden");
        page.macro("SH", "NAME").line(Roff.plain(name()) + " \\- " + Roff.plain(purpose(command)));
        page.macro("SH", "SYNOPSIS").line(synopsis());
        describe();
        arguments();
        commands();
        ending();
        if (command.parent() == null) {
            environment();
        }
        seeAlso();
        return page.toString();
    }

    /** The first sentence, as such lines are written. */
    private static String purpose(CommandSpec command) {
        String first = command.usageMessage().description()[0];
        String begun = first.substring(0, 1).toLowerCase(Locale.ROOT) + first.substring(1);
        return begun.replaceFirst("\\.$", "");
    }

    private String synopsis() {
        List<String> words = new ArrayList<>(List.of(Roff.bold(command.qualifiedName())));
        if (command.subcommands().isEmpty()) {
            words.add("[" + Roff.italic("OPTION") + "]...");
            command.options().stream().filter(OptionSpec::required).forEach(option -> words.add(option(option)));
            command.positionalParameters().forEach(one -> {
                String label = Roff.italic(one.paramLabel());
                String many = one.arity().isVariable() ? label + "..." : label;
                words.add(one.arity().min() == 0 ? "[" + many + "]" : many);
            });
        } else {
            words.add(Roff.italic("COMMAND"));
        }
        return String.join(" ", words);
    }

    private void describe() {
        String[] texts = command.usageMessage().description();
        page.macro("SH", "DESCRIPTION").line(Roff.plain(texts[0]));
        if (texts.length > 1) {
            page.macro("PP").line(Roff.plain(String.join(" ", List.of(texts).subList(1, texts.length))));
        }
    }

    private void arguments() {
        page.macro("SH", "OPTIONS");
        command.positionalParameters().forEach(one -> item(Roff.italic(one.paramLabel()), meaning(one)));
        command.options().stream()
                .filter(option -> !option.hidden())
                .sorted(Comparator.comparing(OptionSpec::longestName))
                .forEach(option -> item(option(option), meaning(option)));
    }

    private static String option(OptionSpec option) {
        List<String> names = List.of(option.names()).stream().map(Roff::bold).toList();
        String value = option.arity().max() > 0 ? "=" + Roff.italic(option.paramLabel()) : "";
        return String.join(", ", names) + value;
    }

    private static String meaning(ArgSpec argument) {
        return Roff.plain(String.join(" ", argument.description()));
    }

    private void commands() {
        if (!command.subcommands().isEmpty()) {
            page.macro("SH", "COMMANDS");
            visible(command)
                    .forEach(
                            one -> item(page(one), Roff.plain(one.usageMessage().description()[0])));
        }
    }

    private static List<CommandSpec> visible(CommandSpec command) {
        return command.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(one -> !one.usageMessage().hidden())
                .toList();
    }

    private void ending() {
        if (!entry.statuses().isEmpty()) {
            page.macro("SH", "EXIT STATUS");
            entry.statuses().forEach((status, meaning) -> item(Roff.bold(status.toString()), Roff.plain(meaning)));
        }
        if (!entry.examples().isEmpty()) {
            page.macro("SH", "EXAMPLES").macro("EX");
            entry.examples().forEach(example -> page.line(Roff.plain(example)));
            page.macro("EE");
        }
    }

    private void environment() {
        page.macro("SH", "ENVIRONMENT");
        item(Roff.bold("NO_COLOR"), "if it is set and not empty, nothing is coloured");
        item(Roff.bold("PAGER"), "what shows long answers on a terminal; not asked where root runs the command");
    }

    private void seeAlso() {
        CommandSpec parent = command.parent();
        page.macro("SH", "SEE ALSO");
        page.line(parent == null ? Roff.bold("git") + "(1), " + Roff.bold("githooks") + "(5)" : page(parent));
    }

    private static String page(CommandSpec command) {
        return Roff.bold(command.qualifiedName("-")) + "(1)";
    }

    private void item(String label, String meaning) {
        page.macro("TP").line(label).line(meaning);
    }
}
