package dev.refwarden.cli;

import dev.refwarden.ledger.DecisionIndex;
import dev.refwarden.people.People;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import dev.refwarden.report.Printable;
import dev.refwarden.review.desk.FilterWords;
import dev.refwarden.review.desk.Observing;
import dev.refwarden.review.desk.ObservingJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code refwarden review observed}: whom it would hit if rules that observe refused. */
@Command(
        name = "observed",
        description = {
            "List whom rules that only observe would have refused.",
            "Pushes are counted by person, rule and reason, over the last 30 days or as since: says."
        })
final class ReviewObserved implements Callable<Integer> {
    private static final int LONGEST = 100;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Places places = new Places();

    @Parameters(paramLabel = "WORD", arity = "0..*", description = "which pushes, as for review list")
    private List<String> words = new ArrayList<>();

    @Option(names = "--json", description = "for programs: {\"schema\":\"refwarden.observed/1\",…}")
    private boolean asJson;

    @Override
    public Integer call() throws IOException {
        Instant now = Instant.now();
        FilterWords filter = FilterWords.read(String.join(" ", words), people(), now);
        Observing observing = Observing.of(filter, new DecisionIndex(places.ledger()), now);
        PrintWriter out = spec.commandLine().getOut();
        if (asJson) {
            ObservingJson.write(observing, out);
        } else {
            print(observing, out);
        }
        out.flush();
        return ExitStatus.FINE;
    }

    /** None where the configuration cannot be read, which hides no push. */
    private People people() {
        try {
            return Configuration.load(places.config()).policy().people();
        } catch (PolicyProblems e) {
            return new People(List.of());
        }
    }

    private static void print(Observing observing, PrintWriter out) {
        Table table = new Table("PUSHES", "PUSHER", "RULE", "REASON", "LAST", "REPOSITORIES")
                .whole(0)
                .whole(4)
                .cutInFront(5);
        for (Observing.Row row : observing.rows()) {
            table.row(List.of(
                    String.valueOf(row.pushes()),
                    pusher(row),
                    row.rule().isEmpty() ? "-" : safe(row.rule()),
                    safe(row.code()),
                    row.last().time().truncatedTo(ChronoUnit.SECONDS).toString(),
                    safe(String.join(" ", row.repositories()))));
        }
        if (!observing.rows().isEmpty()) {
            table.print(out, Terminal.columns());
        }
        out.println(observing.words());
        if (observing.cut() > 0) {
            out.println(
                    "the log does not list every finding of " + observing.cut() + " of them: a rule may be missing");
        }
    }

    private static String pusher(Observing.Row row) {
        if (row.pusher().isEmpty()) {
            return "unknown";
        }
        return row.person().isEmpty() ? "account " + safe(row.account()) : safe(row.person());
    }

    private static String safe(String text) {
        return Printable.of(text, LONGEST);
    }
}
