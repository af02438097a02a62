package dev.refwarden.cli;

import dev.refwarden.git.RefUpdate;
import dev.refwarden.git.store.TreeComparison;
import dev.refwarden.git.store.UnreadableTree;
import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.replay.Replay;
import dev.refwarden.report.Printable;
import dev.refwarden.review.BroughtCommits;
import dev.refwarden.review.CaseObjects;
import dev.refwarden.review.GuardedNames;
import dev.refwarden.review.ShownCommit;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code refwarden review diff}: what a refused push would have changed. */
@Command(name = "diff", description = "Show the commits of a refused push and what they change.")
final class ReviewDiff implements LongAnswer {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ChosenCase chosen = new ChosenCase();

    @Option(
            names = "--color",
            paramLabel = "auto|always|never",
            description = "colours (default: auto)",
            defaultValue = "auto")
    private Colour colour = Colour.auto;

    /** When lines are coloured; the names are what is typed. */
    @SuppressWarnings("checkstyle:ConstantName")
    enum Colour {
        auto,
        always,
        never
    }

    @Override
    public boolean isForPeople() {
        return true;
    }

    @Override
    public Integer call() throws IOException, ChosenCase.NoSuchCase {
        LoggedDecision refused = chosen.find().refused();
        PrintWriter out = spec.commandLine().getOut();
        boolean coloured = colour == Colour.always || (colour == Colour.auto && Terminal.showsColours());
        try (CaseObjects objects = CaseObjects.open(refused, chosen.ledger(), chosen.server())) {
            if (objects.repository().isEmpty()) {
                spec.commandLine()
                        .getErr()
                        .println("refwarden: nothing is kept of the case " + chosen.id()
                                + ", and its repository is not found below the server's root");
                return ExitStatus.FOUND;
            }
            return print(refused, objects, new DiffWords(out, coloured));
        } finally {
            out.flush();
        }
    }

    private int print(LoggedDecision refused, CaseObjects objects, DiffWords words) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Set<String> shown = new HashSet<>();
        int missing = 0;
        try (CaseObjects.Differences differences = objects.differences(
                        GuardedNames.of(chosen.configuration(), refused.text("repository")))
                .orElseThrow()) {
            for (RefUpdate update : Replay.updates(refused)) {
                out.println(Printable.of(update.ref().value(), 300) + ": "
                        + (update.creates() ? "nothing" : update.before().hex()) + " -> "
                        + (update.deletes() ? "nothing" : update.after().hex()));
                out.println();
                if (update.deletes()) {
                    continue;
                }
                BroughtCommits brought = objects.commits(update.after());
                for (ShownCommit commit : brought.commits()) {
                    if (shown.add(commit.id().hex())) {
                        words.commit(commit);
                        difference(() -> differences.of(commit), words);
                    }
                }
                for (String unread : brought.unread()) {
                    out.println(unread);
                    out.println();
                    missing++;
                }
                if (brought.more()) {
                    out.println("and more commits, which are not shown");
                    out.println();
                }
                if (brought.commits().isEmpty() && brought.unread().isEmpty() && !update.creates()) {
                    out.println("no new commits; from the old tip to the new one this changes:");
                    out.println();
                    difference(() -> differences.between(update.before(), update.after()), words);
                }
            }
        }
        return missing == 0 ? ExitStatus.FINE : ExitStatus.FOUND;
    }

    private interface Comparing {
        TreeComparison.Difference run() throws IOException, UnreadableTree;
    }

    private void difference(Comparing comparing, DiffWords words) throws IOException {
        try {
            words.difference(comparing.run());
        } catch (UnreadableTree e) {
            spec.commandLine().getOut().println("what it changes cannot be shown: " + e.getMessage());
            spec.commandLine().getOut().println();
        }
    }
}
