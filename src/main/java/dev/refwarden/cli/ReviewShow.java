package dev.refwarden.cli;

import dev.refwarden.dossier.CaseFile;
import dev.refwarden.dossier.Notes;
import dev.refwarden.exhibit.Exhibit;
import dev.refwarden.exhibit.Exhibits;
import dev.refwarden.policy.Configuration;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code refwarden review show}: one refused push. */
@Command(name = "show", description = "Show one refused push: who, what, why, and what else they pushed.")
final class ReviewShow implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ChosenCase chosen = new ChosenCase();

    @Option(names = "--json", description = "as the log's record")
    private boolean asJson;

    @Override
    public Integer call() throws IOException, ChosenCase.NoSuchCase {
        CaseFile file = chosen.find();
        PrintWriter out = spec.commandLine().getOut();
        if (asJson) {
            out.println(file.refused().json());
        } else {
            Optional<Configuration> configuration = chosen.configuration();
            new ShownCase(file, configuration, Instant.now(), out)
                    .print(
                            new Exhibits(chosen.state()).find(chosen.id()).filter(Exhibit::hasObjects),
                            new Notes(chosen.state()).of(chosen.id()));
        }
        out.flush();
        return ExitStatus.FINE;
    }
}
