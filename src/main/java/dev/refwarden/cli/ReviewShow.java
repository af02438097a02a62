package dev.refwarden.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.ledger.CaseId;
import dev.refwarden.ledger.DecisionIndex;
import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.report.Printable;
import dev.refwarden.review.CaseFile;
import dev.refwarden.review.Notes;
import dev.refwarden.review.desk.CasesJson;
import dev.refwarden.review.desk.Contents;
import dev.refwarden.review.desk.Desk;
import dev.refwarden.review.desk.DeskCase;
import dev.refwarden.review.retained.RetainedPush;
import dev.refwarden.review.retained.RetainedPushes;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code refwarden review show}: one refused push. */
@Command(
        name = "show",
        description = {
            "Show one refused push: who, what, why, and what else they pushed; or an incident.",
            "With the number of a line of the log, as `review list verdict:accepted` prints it: that push."
        })
final class ReviewShow implements LongAnswer {
    private static final int LONGEST = 2000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ChosenCase chosen = new ChosenCase();

    @Option(names = "--json", description = "for programs: the case, and the log's record")
    private boolean asJson;

    @Override
    public boolean isForPeople() {
        return !asJson;
    }

    @Override
    public Integer call() throws IOException, ChosenCase.NoSuchCase {
        PrintWriter out = spec.commandLine().getOut();
        Optional<List<String>> incident = chosen.incident();
        if (incident.isPresent()) {
            print(incident.get(), out);
            return ExitStatus.FINE;
        }
        Optional<LoggedDecision> push = chosen.push();
        if (push.isPresent() && !push.get().isRefused()) {
            new ShownPush(push.get(), new DecisionIndex(chosen.ledger())).write(asJson, out);
            return ExitStatus.FINE;
        }
        CaseFile file = push.isPresent() ? chosen.find(push.get()) : chosen.find();
        CaseId id = new CaseId(file.refused().text("case"));
        Optional<Configuration> configuration = chosen.configuration();
        List<DeskCase> cases = new Desk(chosen.ledger(), configuration, new Contents())
                .incidentOf(file.refused().text("case"));
        DeskCase desk = cases.stream()
                .filter(one -> one.decision().seq() == file.refused().seq())
                .findFirst()
                .orElseThrow();
        if (asJson) {
            CasesJson.writeOne(desk, out);
        } else {
            new ShownVerdict(desk, cases, configuration, out).print();
            new ShownCase(file, configuration, Instant.now(), out)
                    .print(
                            RetainedPushes.of(chosen.ledger()).find(id).filter(RetainedPush::hasObjects),
                            new Notes(chosen.ledger()).of(id));
        }
        out.flush();
        return ExitStatus.FINE;
    }

    private void print(List<String> incident, PrintWriter out) throws IOException {
        if (asJson) {
            try (JsonGenerator json = Json.to(out, "incident")) {
                json.writeStringField("incident", chosen.id().value());
                json.writeStringField("text", String.join("\n", incident));
            }
            out.println();
        } else {
            out.println("incident " + Printable.of(chosen.id().value(), LONGEST)
                    + ": a push was refused because Refwarden failed; the log has no line for it");
            incident.forEach(line -> out.println(Printable.of(line, LONGEST)));
        }
        out.flush();
    }
}
