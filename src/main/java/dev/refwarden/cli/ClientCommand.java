package dev.refwarden.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code refwarden client}: the script with which developers approve. */
@Command(
        name = "client",
        description = {
            "Prints git-refwarden-approve, the script with which developers approve what others push.",
            "refwarden client > git-refwarden-approve; in a folder of the PATH it is git refwarden-approve."
        })
final class ClientCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (InputStream in = Objects.requireNonNull(
                ClientCommand.class.getResourceAsStream("/dev/refwarden/client/git-refwarden-approve"))) {
            out.print(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        out.flush();
        return ExitStatus.FINE;
    }
}
