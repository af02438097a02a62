package dev.refwarden.cli;

import dev.refwarden.cli.manual.ManPage;
import dev.refwarden.policy.yaml.DisplayText;
import dev.refwarden.policy.yaml.Suggestion;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code refwarden man}. */
@Command(
        name = "man",
        description = {
            "Print the man page of a command, as man reads it.",
            "The installer has put all of them where man looks for them, as refwarden-review-list and so on."
        })
final class ManCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "of which command (default: of refwarden)")
    private List<String> words = new ArrayList<>();

    @Override
    public Integer call() {
        CommandLine command = RefwardenCommand.commandLine();
        for (String word : words) {
            CommandLine next = command.getSubcommands().get(word);
            if (next == null) {
                throw new ParameterException(
                        spec.commandLine(),
                        "there is no command " + DisplayText.quoted(String.join(" ", words))
                                + Suggestion.hint(word, command.getSubcommands().keySet()));
            }
            command = next;
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(new ManPage(command.getCommandSpec(), Main.version()).text());
        out.flush();
        return ExitStatus.FINE;
    }
}
