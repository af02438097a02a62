package dev.refwarden.cli;

import dev.refwarden.log.Checkpoint;
import dev.refwarden.log.LogCheck;
import dev.refwarden.log.StateFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks after the decision log. */
@Command(name = "log", description = "Look after the decision log.")
final class LogCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(name = "verify", description = "Find any line of the log that was changed, removed, added or moved.")
    int verify(
            @Mixin Places places,
            @Nullable
                    @Option(
                            names = "--checkpoint",
                            paramLabel = "FILE",
                            description = "what the log once ended in, kept elsewhere: finds a cut or rewritten end")
                    Path checkpoint)
            throws IOException {
        Optional<Checkpoint> known = checkpoint == null ? Optional.empty() : Optional.of(read(checkpoint));
        LogCheck.Result result = LogCheck.walk(new StateFolder(places.state()), known);
        PrintWriter out = spec.commandLine().getOut();
        result.remarks().forEach(remark -> out.println("note: " + remark));
        result.breaks().forEach(out::println);
        out.println(
                result.breaks().isEmpty()
                        ? "the log is whole: " + count(result.lines()) + ", the last one " + result.last()
                        : "the log is broken in " + result.breaks().size() + " places");
        out.flush();
        return result.breaks().isEmpty() ? ExitStatus.FINE : ExitStatus.INTERNAL_FAILURE;
    }

    @Command(
            name = "checkpoint",
            description = "Print what the log ends in, to be kept where nobody who writes the log can write.")
    int checkpoint(@Mixin Places places) throws IOException {
        LogCheck.Result result = LogCheck.walk(new StateFolder(places.state()), Optional.empty());
        PrintWriter out = spec.commandLine().getOut();
        out.println(new Checkpoint(result.lines(), result.last()));
        out.flush();
        return result.breaks().isEmpty() ? ExitStatus.FINE : ExitStatus.INTERNAL_FAILURE;
    }

    private static Checkpoint read(Path file) throws IOException {
        return Checkpoint.parse(Files.readString(file))
                .orElseThrow(() -> new IOException(file + " is no checkpoint: a number and a hash are wanted"));
    }

    private static String count(long lines) {
        return lines + (lines == 1 ? " decision" : " decisions");
    }
}
