package dev.refwarden.cli;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine;

/** A pager that runs while a command does, and until whoever reads it has seen enough. */
final class Pager {
    private Pager() {}

    /** Has a command answer in a pager, or straight to the terminal where there is none. */
    static int around(CommandLine command, LongAnswer answer) {
        Optional<Process> pager = PagerChoice.of(System.getenv(), System.getProperty("user.name", "root"))
                .flatMap(Pager::start);
        if (pager.isEmpty()) {
            return called(command, answer);
        }
        // Whoever interrupts the command may still be reading.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> await(pager.get())));
        PrintWriter straight = command.getOut();
        PrintWriter out =
                new PrintWriter(new OutputStreamWriter(pager.get().getOutputStream(), StandardCharsets.UTF_8));
        command.setOut(out);
        try {
            return called(command, answer);
        } finally {
            out.close();
            await(pager.get());
            command.setOut(straight);
        }
    }

    /** What it throws is answered as that of other commands is. */
    private static int called(CommandLine command, LongAnswer answer) {
        try {
            return answer.call();
        } catch (CommandLine.ParameterException e) {
            throw e;
        } catch (Exception e) {
            throw new CommandLine.ExecutionException(command, String.valueOf(e.getMessage()), e);
        }
    }

    private static Optional<Process> start(PagerChoice choice) {
        ProcessBuilder builder = new ProcessBuilder(choice.command())
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().clear();
        builder.environment().putAll(choice.environment());
        try {
            return Optional.of(builder.start());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void await(Process pager) {
        try {
            pager.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
