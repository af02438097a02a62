package dev.refwarden.cli;

import dev.refwarden.ledger.CaseEvent;
import dev.refwarden.review.retained.RetainedPush;
import dev.refwarden.review.retained.RetainedPushes;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code refwarden review purge}: throws away what was kept of a refused push. */
@Command(
        name = "purge",
        description = {"Remove the objects that were kept of a refused push, for good.", "The log keeps its line."})
final class ReviewPurge implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ChosenCase chosen = new ChosenCase();

    @Mixin
    private Reviewer reviewer = new Reviewer();

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "why; the log keeps it")
    private String reason = "";

    @Override
    public Integer call() throws IOException, ChosenCase.NoSuchCase {
        chosen.find();
        RetainedPushes exhibits = RetainedPushes.of(chosen.ledger());
        Optional<RetainedPush> exhibit = exhibits.find(chosen.id());
        if (exhibit.isEmpty()) {
            spec.commandLine().getErr().println("refwarden: nothing is kept of the case " + chosen.id());
            return ExitStatus.FOUND;
        }
        if (reason.isBlank()) {
            throw new IllegalArgumentException("--reason: say why");
        }
        reviewer.say(chosen.id(), CaseEvent.Kind.PURGED, reason, chosen.ledger());
        exhibits.purge(exhibit.get());
        PrintWriter out = spec.commandLine().getOut();
        out.println("removed what was kept of " + chosen.id() + ", "
                + exhibit.get().size() + " bytes; its line stays in the log");
        out.flush();
        return ExitStatus.FINE;
    }
}
