package dev.refwarden.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** One command, run as from a shell but within the test. */
record CommandLineRun(int status, String out, String err) {
    static CommandLineRun of(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = RefwardenCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(List.of(arguments).stream().map(Object::toString).toArray(String[]::new));
        return new CommandLineRun(status, out.toString(), err.toString());
    }
}
