package dev.refwarden.cli;

import dev.refwarden.ledger.CaseEvent;
import dev.refwarden.ledger.CaseId;
import dev.refwarden.review.desk.Contents;
import dev.refwarden.review.desk.Desk;
import dev.refwarden.review.desk.DeskCase;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code refwarden review close}: what it was. */
@Command(
        name = "close",
        description = {
            "Close a refused push, or its whole incident, as a mistake or as an attack.",
            "The log keeps who did, and why."
        })
final class ReviewClose implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ChosenCase chosen = new ChosenCase();

    @Mixin
    private Reviewer reviewer = new Reviewer();

    /** What it was; the names are what is typed. */
    @SuppressWarnings("checkstyle:ConstantName")
    enum As {
        mistake(CaseEvent.Kind.MISTAKE),
        attack(CaseEvent.Kind.ATTACK);

        private final CaseEvent.Kind kind;

        As(CaseEvent.Kind kind) {
            this.kind = kind;
        }
    }

    @Option(names = "--as", paramLabel = "mistake|attack", required = true, description = "what it was")
    private As as = As.mistake;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "how that is known")
    private String reason = "";

    @Option(names = "--incident", description = "every open case of its incident, too")
    private boolean incident;

    @Override
    public Integer call() throws IOException, ChosenCase.NoSuchCase {
        chosen.find();
        List<CaseId> ids = incident
                ? new Desk(chosen.ledger(), chosen.configuration(), new Contents())
                        .closedWith(chosen.id().value()).stream()
                                .map(DeskCase::id)
                                .map(CaseId::new)
                                .toList()
                : List.of(chosen.id());
        PrintWriter out = spec.commandLine().getOut();
        for (CaseId id : ids) {
            reviewer.say(id, as.kind, reason, chosen.ledger());
            out.println("closed " + id + " as " + (as == As.attack ? "an attack" : "a mistake"));
        }
        out.flush();
        return ExitStatus.FINE;
    }
}
