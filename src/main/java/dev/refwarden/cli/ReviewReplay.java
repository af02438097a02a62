package dev.refwarden.cli;

import dev.refwarden.decision.Finding;
import dev.refwarden.decision.Verdict;
import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.ledger.RepositoryRecord;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import dev.refwarden.replay.Replay;
import dev.refwarden.report.Printable;
import dev.refwarden.review.CaseObjects;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code refwarden review replay}: would a refused push pass today? */
@Command(
        name = "replay",
        description = {
            "Judge a refused push once more, by today's policy, people and clock.",
            "Nothing is changed.",
            "Its refs are taken to stand where they stood then; statements count as they did."
        })
final class ReviewReplay implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ChosenCase chosen = new ChosenCase();

    @Override
    public Integer call() throws IOException, PolicyProblems, ChosenCase.NoSuchCase {
        LoggedDecision refused = chosen.find().refused();
        Configuration configuration = chosen.loaded();
        PrintWriter out = spec.commandLine().getOut();
        try (CaseObjects objects = CaseObjects.open(refused, chosen.ledger(), Optional.of(configuration.server()))) {
            Optional<Verdict> verdict = Optional.empty();
            if (objects.repository().isPresent()) {
                RepositoryRecord record = RepositoryRecord.open(
                        chosen.ledger(), refused.text("repository"), List.of(), ref -> Optional.empty());
                verdict = new Replay(configuration, chosen.ledger())
                        .judgeUpon(
                                record.settled(), refused, objects.repository().get(), Instant.now());
            }
            if (verdict.isEmpty()) {
                spec.commandLine()
                        .getErr()
                        .println("refwarden: the case " + chosen.id()
                                + " cannot be judged once more: its objects are not kept (any more)");
                return ExitStatus.FOUND;
            }
            return print(verdict.get(), out);
        } finally {
            out.flush();
        }
    }

    private int print(Verdict verdict, PrintWriter out) {
        boolean refused = verdict instanceof Verdict.Refused;
        out.println(refused ? "today it would be refused:" : "today it would be accepted");
        if (!refused && !verdict.findings().isEmpty()) {
            out.println("with warnings:");
        }
        for (Finding finding : verdict.findings()) {
            out.println("  "
                    + finding.ref().map(ref -> Printable.of(ref.value(), 200)).orElse("the push")
                    + finding.rule().map(rule -> ", rule \"" + rule + "\"").orElse("")
                    + finding.object().map(id -> ", " + id.abbreviated()).orElse("") + ": "
                    + Printable.of(finding.detail(), 300) + " ["
                    + finding.code().word() + "]");
        }
        return refused ? ExitStatus.FOUND : ExitStatus.FINE;
    }
}
