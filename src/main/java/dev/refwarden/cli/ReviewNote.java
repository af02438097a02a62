package dev.refwarden.cli;

import dev.refwarden.ledger.CaseEvent;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code refwarden review note}: what a reviewer found out, for the next one. */
@Command(
        name = "note",
        description = "Write a note to a refused push into the log; review show and the web page show it.")
final class ReviewNote implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ChosenCase chosen = new ChosenCase();

    @Mixin
    private Reviewer reviewer = new Reviewer();

    @Option(names = "--text", paramLabel = "TEXT", required = true, description = "what there is to say")
    private String text = "";

    @Override
    public Integer call() throws IOException, ChosenCase.NoSuchCase {
        if (text.isBlank() || text.length() > CaseEvent.LONGEST_TEXT) {
            throw new ParameterException(
                    spec.commandLine(), "--text: 1 to " + CaseEvent.LONGEST_TEXT + " characters are possible");
        }
        chosen.find();
        reviewer.say(chosen.id(), CaseEvent.Kind.NOTE, text, chosen.ledger());
        PrintWriter out = spec.commandLine().getOut();
        out.println("noted to " + chosen.id());
        out.flush();
        return ExitStatus.FINE;
    }
}
