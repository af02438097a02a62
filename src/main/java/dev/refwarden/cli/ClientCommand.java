package dev.refwarden.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code refwarden client}: the scripts with which people approve and waive. */
@Command(
        name = "client",
        description = {
            "Print a script for people's own computers.",
            "In a folder of the PATH, git-refwarden-approve is the command git refwarden-approve, with which a second person",
            "approves; git-refwarden-waive is for administrators who let refused pushes through."
        })
final class ClientCommand implements Callable<Integer> {
    private static final List<String> SCRIPTS = List.of("approve", "waive");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "approve|waive", arity = "0..1", description = "which script (default: approve)")
    private String script = "approve";

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (!SCRIPTS.contains(script)) {
            throw new ParameterException(spec.commandLine(), "there is no script \"" + script + "\": approve or waive");
        }
        String name = "git-refwarden-" + script;
        try (InputStream in =
                Objects.requireNonNull(ClientCommand.class.getResourceAsStream("/dev/refwarden/client/" + name))) {
            out.print(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        out.flush();
        return ExitStatus.FINE;
    }
}
