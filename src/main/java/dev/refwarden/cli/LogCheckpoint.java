package dev.refwarden.cli;

import dev.refwarden.log.Checkpoint;
import dev.refwarden.log.StateFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code refwarden log checkpoint}. */
@Command(
        name = "checkpoint",
        description = {
            "Print the number and the hash of the log's last line, to be kept where nobody who writes the log can write.",
            "A later cut, or a rewritten end, is found by refwarden log verify --checkpoint. The log itself is not walked."
        })
final class LogCheckpoint implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Places places = new Places();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(Checkpoint.ofEnd(new StateFolder(places.state())));
        out.flush();
        return ExitStatus.FINE;
    }
}
