package dev.refwarden.cli;

import dev.refwarden.review.CaseArchive;
import dev.refwarden.review.CaseFile;
import dev.refwarden.review.CaseObjects;
import dev.refwarden.review.Notes;
import java.io.FilterOutputStream;
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

/** {@code refwarden review export}: everything about a case, to be handed to someone else. */
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
        Path opened = NamedFile.opened(target);
        boolean isNew = opened.equals(target);
        if (isNew && Files.exists(target)) {
            spec.commandLine().getErr().println("refwarden: " + target + " is there already");
            return ExitStatus.FOUND;
        }
        CaseArchive.Contents contents;
        long bytes;
        try (CaseObjects objects = CaseObjects.open(file.refused(), chosen.ledger(), chosen.server());
                Counted out = new Counted(Files.newOutputStream(
                        opened, isNew ? StandardOpenOption.CREATE_NEW : StandardOpenOption.WRITE))) {
            contents = CaseArchive.write(file, objects, new Notes(chosen.ledger()).of(chosen.id()), out);
            bytes = out.bytes;
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("wrote " + target + ", " + bytes + " bytes: " + contents.words());
        out.flush();
        return ExitStatus.FINE;
    }

    /** Counts what passes. */
    private static final class Counted extends FilterOutputStream {
        private long bytes;

        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            bytes++;
        }

        @Override
        public void write(byte[] buffer, int from, int length) throws IOException {
            out.write(buffer, from, length);
            bytes += length;
        }
    }
}
