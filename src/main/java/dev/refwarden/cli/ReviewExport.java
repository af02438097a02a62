package dev.refwarden.cli;

import dev.refwarden.review.CaseArchive;
import dev.refwarden.review.CaseFile;
import dev.refwarden.review.CaseObjects;
import dev.refwarden.review.Notes;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code refwarden review export}: everything about a case, to be handed to somebody else. */
@Command(
        name = "export",
        description = {
            "Write everything about a refused push into one archive, for an investigator.",
            "Its record, what the log knows around it, notes, and its objects as a bundle for git fetch."
        })
final class ReviewExport implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ChosenCase chosen = new ChosenCase();

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "where to (default: CASE.zip in this folder); a file that is there is not overwritten")
    private @Nullable Path output;

    @Override
    public Integer call() throws IOException, ChosenCase.NoSuchCase {
        CaseFile file = chosen.find();
        Path target = output == null ? Path.of(chosen.id() + ".zip") : output;
        if (Files.exists(target)) {
            spec.commandLine().getErr().println("refwarden: " + target + " is there already");
            return ExitStatus.FOUND;
        }
        CaseArchive.Contents contents;
        try (CaseObjects objects = CaseObjects.open(file.refused(), chosen.ledger(), chosen.server());
                OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
            contents = CaseArchive.write(file, objects, new Notes(chosen.ledger()).of(chosen.id()), out);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("wrote " + target + ", " + Files.size(target) + " bytes: " + contents.words());
        out.flush();
        return ExitStatus.FINE;
    }
}
