package dev.refwarden.cli;

import dev.refwarden.cli.manual.CommandHelp;
import dev.refwarden.policy.yaml.PolicyProblems;
import dev.refwarden.review.desk.SpokenTime;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** {@code refwarden}: the commands and what they share. */
@Command(
        name = "refwarden",
        description = "Accepts a push only when it can prove who signed it.",
        synopsisSubcommandLabel = "COMMAND",
        scope = ScopeType.INHERIT,
        versionProvider = RefwardenCommand.Version.class)
public final class RefwardenCommand {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "show this help")
    @SuppressWarnings("UnusedVariable") // Picocli looks whether it was given.
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            scope = ScopeType.INHERIT,
            description = "show the version")
    @SuppressWarnings("UnusedVariable")
    private boolean version;

    /** In the order in which they are listed, by their first word. */
    private static final List<Map.Entry<String, Class<?>>> COMMANDS = List.of(
            Map.entry("policy", PolicyCommand.class),
            Map.entry("baseline", BaselineCommand.class),
            Map.entry("approvals", ApprovalsCommand.class),
            Map.entry("client", ClientCommand.class),
            Map.entry("waive", WaiveCommand.class),
            Map.entry("otp", OtpCommand.class),
            Map.entry("review", ReviewCommand.class),
            Map.entry("notify", NotifyCommand.class),
            Map.entry("verify", VerifyCommand.class),
            Map.entry("key", KeyCommand.class),
            Map.entry("person", PersonCommand.class),
            Map.entry("log", LogCommand.class),
            Map.entry("ledger", LedgerCommand.class),
            Map.entry("gate", GateCommand.class),
            Map.entry("doctor", DoctorCommand.class),
            Map.entry("completion", CompletionCommand.class),
            Map.entry("man", ManCommand.class),
            Map.entry("share", ShareCommand.class),
            Map.entry("words", WordsCommand.class));

    /** The whole command line, ready to be executed; its result is the exit status. */
    public static CommandLine commandLine() {
        return commandLine(COMMANDS);
    }

    /**
     * The command line for these arguments, with no command that they do not name: to look at all commands takes picocli longer
     * than most of them run.
     */
    public static CommandLine commandLine(String... arguments) {
        List<Map.Entry<String, Class<?>>> named = new ArrayList<>(COMMANDS);
        named.removeIf(command -> arguments.length == 0 || !command.getKey().equals(arguments[0]));
        return commandLine(named.isEmpty() ? COMMANDS : named);
    }

    private static CommandLine commandLine(List<Map.Entry<String, Class<?>>> commands) {
        CommandLine line = new CommandLine(new RefwardenCommand());
        commands.forEach(command -> line.addSubcommand(command.getKey(), command.getValue()));
        return line.setHelpFactory(CommandHelp::new)
                .setExecutionStrategy(RefwardenCommand::run)
                .registerConverter(Instant.class, RefwardenCommand::moment)
                .setParameterExceptionHandler(RefwardenCommand::wrongUsage)
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command));
    }

    private static int run(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        CommandLine command = last.commandSpec().commandLine();
        boolean isAskedForHelp = last.isUsageHelpRequested() || last.isVersionHelpRequested();
        if (!isAskedForHelp
                && command.getCommand() instanceof LongAnswer answer
                && answer.isForPeople()
                && Terminal.isStandardOutput()) {
            return Pager.around(command, answer);
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static Instant moment(String text) {
        return SpokenTime.parse(text, Instant.now())
                .orElseThrow(
                        () -> new TypeConversionException(
                                "'" + text
                                        + "' is not a time in UTC such as 2026-09-01, 2026-09-01T08:00:00Z, now, yesterday, 7d or '3d ago'"));
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
        err.println("refwarden: "
                + (failure instanceof IOException io ? words(cause(io)) : "internal failure: " + failure));
        return ExitStatus.INTERNAL_FAILURE;
    }

    /** What failed first, where all that lies above it only repeats it. */
    private static Throwable cause(IOException failure) {
        Throwable cause = failure;
        for (Throwable next = cause.getCause();
                next != null && next.toString().equals(cause.getMessage());
                next = next.getCause()) {
            cause = next;
        }
        return cause;
    }

    private static String words(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof AccessDeniedException) {
            return "permission denied: " + message;
        }
        if (failure instanceof NoSuchFileException) {
            return "no such file: " + message;
        }
        return failure instanceof NotDirectoryException ? "not a directory: " + message : message;
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {Main.version()};
        }
    }
}
