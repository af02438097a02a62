package dev.refwarden.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/** One command, run as from a shell but within the test. */
public record CommandLineRun(int status, String out, String err) {
    public static CommandLineRun of(Object... arguments) {
        String[] words = List.of(arguments).stream().map(Object::toString).toArray(String[]::new);
        return of(RefwardenCommand.commandLine(words), words);
    }

    public static CommandLineRun of(CommandLine line, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = line.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new CommandLineRun(status, out.toString(), err.toString());
    }
}
