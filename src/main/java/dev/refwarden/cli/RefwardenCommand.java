package dev.refwarden.cli;

import dev.refwarden.policy.PolicyProblems;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** {@code refwarden}: the commands and what they share. */
@Command(
        name = "refwarden",
        description = "Accepts a push only when it can prove who signed it.",
        subcommands = {
            PolicyCommand.class,
            BaselineCommand.class,
            ApprovalsCommand.class,
            WaiveCommand.class,
            OtpCommand.class,
            ReviewCommand.class,
            VerifyCommand.class,
            KeyCommand.class,
            PersonCommand.class,
            LogCommand.class,
            DoctorCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = RefwardenCommand.Version.class)
public final class RefwardenCommand {
    /** The whole command line, ready to be executed; its result is the exit status. */
    public static CommandLine commandLine() {
        return new CommandLine(new RefwardenCommand())
                .registerConverter(Instant.class, RefwardenCommand::moment)
                .setParameterExceptionHandler(RefwardenCommand::wrongUsage)
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command));
    }

    /** A date is its first instant. */
    private static Instant moment(String text) {
        try {
            return Instant.parse(text.contains("T") ? text : text + "T00:00:00Z");
        } catch (DateTimeParseException e) {
            throw new TypeConversionException(
                    "'" + text + "' is no time in UTC such as 2026-09-01 or 2026-09-01T08:00:00Z");
        }
    }

    private static int wrongUsage(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("refwarden: " + wrong.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("refwarden: hint: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitStatus.WRONG_USAGE;
    }

    private static int failed(Exception failure, CommandLine command) {
        PrintWriter err = command.getErr();
        if (failure instanceof PolicyProblems problems) {
            ProblemLines.print(problems.problems(), err);
            err.println("refwarden: the configuration cannot be used");
            return ExitStatus.POLICY_UNUSABLE;
        }
        if (failure instanceof ChosenCase.NoSuchCase) {
            err.println("refwarden: " + failure.getMessage());
            return ExitStatus.FOUND;
        }
        if (failure instanceof IllegalArgumentException) {
            err.println("refwarden: " + failure.getMessage());
            return ExitStatus.WRONG_USAGE;
        }
        err.println("refwarden: " + (failure instanceof IOException io ? words(io) : "internal failure: " + failure));
        return ExitStatus.INTERNAL_FAILURE;
    }

    private static String words(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof AccessDeniedException) {
            return "permission denied: " + message;
        }
        if (failure instanceof NoSuchFileException) {
            return "no such file: " + message;
        }
        return failure instanceof NotDirectoryException ? "no folder: " + message : message;
    }

    /** The version that the jar's manifest bears. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = RefwardenCommand.class.getPackage().getImplementationVersion();
            return new String[] {"refwarden " + (version == null ? "(not from a jar)" : version)};
        }
    }
}
