package dev.refwarden.cli;

import dev.refwarden.cli.completion.CompletionScript;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code refwarden completion}. */
@Command(
        name = "completion",
        description = {
            "Print a script that completes commands, options, cases, people, keys and repositories.",
            "The installer of the system's own refwarden has put it where bash and zsh look for it."
        })
final class CompletionCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "bash|zsh", description = "for which shell")
    private String shell = "";

    @Override
    public Integer call() throws IOException {
        CompletionScript script =
                new CompletionScript(RefwardenCommand.commandLine().getCommandSpec());
        PrintWriter out = spec.commandLine().getOut();
        switch (shell) {
            case "bash" -> out.print(script.forBash());
            case "zsh" -> out.print(script.forZsh());
            default ->
                throw new ParameterException(
                        spec.commandLine(), "there is no script for \"" + shell + "\": bash or zsh");
        }
        out.flush();
        return ExitStatus.FINE;
    }
}
