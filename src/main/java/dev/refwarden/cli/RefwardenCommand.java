package dev.refwarden.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program's command line, but for the hook. */
@Command(
        name = "refwarden",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Accepts a push only when it can prove who signed it.",
        subcommands = {LogCommand.class, BaselineCommand.class})
final class RefwardenCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Runs a command line and gives its exit status. */
    static int run(String... arguments) {
        return new CommandLine(new RefwardenCommand())
                .setExecutionExceptionHandler(new Failure())
                .setParameterExceptionHandler(new WrongUsage())
                .execute(arguments);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command?");
    }
}
