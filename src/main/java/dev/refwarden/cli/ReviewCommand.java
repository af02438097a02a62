package dev.refwarden.cli;

import dev.refwarden.log.LoggedDecision;
import dev.refwarden.log.StateFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks at refused pushes. */
@Command(
        name = "review",
        description = "Look at refused pushes.",
        subcommands = {
            ReviewShow.class,
            ReviewDiff.class,
            ReviewReplay.class,
            ReviewNote.class,
            ReviewExport.class,
            ReviewServe.class,
            ReviewPurge.class,
            ReviewServe.class
        })
final class ReviewCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(name = "list", description = "List refused pushes, the latest first; as JSON all of them, oldest first.")
    int list(
            @Mixin Places places,
            @Mixin CaseFilter filter,
            @Option(
                            names = "--most",
                            paramLabel = "N",
                            description = "how many lines at most (default: 50)",
                            defaultValue = "50")
                    int most,
            @Option(names = "--json", description = "as a JSON array of the log's records") boolean asJson)
            throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Deque<LoggedDecision> latest = new ArrayDeque<>();
        int[] count = {0};
        if (asJson) {
            out.print("[");
        }
        LoggedDecision.readAll(new StateFolder(places.state()), decision -> {
            if (!decision.isRefused() || !filter.matches(decision)) {
                return;
            }
            count[0]++;
            if (asJson) {
                out.print((count[0] > 1 ? ",\n" : "\n") + decision.json());
            } else {
                latest.addFirst(decision);
                if (latest.size() > most) {
                    latest.removeLast();
                }
            }
        });
        if (asJson) {
            out.println(count[0] == 0 ? "]" : "\n]");
        } else {
            latest.forEach(decision -> out.println(CaseWords.line(decision)));
            out.println(count[0] == 1 ? "1 refused push" : count[0] + " refused pushes");
        }
        out.flush();
        return ExitStatus.FINE;
    }
}
