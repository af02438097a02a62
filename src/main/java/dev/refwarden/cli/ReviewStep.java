package dev.refwarden.cli;

import dev.refwarden.ledger.CaseEvent;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a reviewer does with a case for which no reason has to be given; the log keeps who did it. */
abstract class ReviewStep {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ChosenCase chosen = new ChosenCase();

    @Mixin
    private Reviewer reviewer = new Reviewer();

    @Option(names = "--reason", paramLabel = "TEXT", description = "why, if there is something to say")
    private String reason = "";

    /** @param done what is printed before the case's id */
    int record(CaseEvent.Kind kind, String done) throws IOException, ChosenCase.NoSuchCase {
        chosen.find();
        reviewer.say(chosen.id(), kind, reason, chosen.ledger());
        PrintWriter out = spec.commandLine().getOut();
        out.println(done + ": " + chosen.id());
        out.flush();
        return ExitStatus.FINE;
    }
}
