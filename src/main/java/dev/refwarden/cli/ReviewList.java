package dev.refwarden.cli;

import dev.refwarden.cases.CaseEntry;
import dev.refwarden.cases.CaseIndex;
import dev.refwarden.cases.CaseQuery;
import dev.refwarden.log.StateFolder;
import dev.refwarden.report.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code refwarden review list}. */
@Command(name = "list", description = "List refused pushes, the latest first; as JSON all of them, oldest first.")
final class ReviewList implements Callable<Integer> {
    private static final int LONGEST = 100;
    private static final int SHOWN_REFS = 1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Places places = new Places();

    @Mixin
    private CaseFilter filter = new CaseFilter();

    @Option(
            names = "--most",
            paramLabel = "N",
            description = "how many lines at most (default: 50)",
            defaultValue = "50")
    private int most = 50;

    @Option(names = "--json", description = "as a JSON array of the log's records")
    private boolean asJson;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        CaseIndex index = IndexedCases.open(new StateFolder(places.state()), err);
        filter.check(index, places.config());
        if (asJson) {
            printJson(index, out);
        } else {
            printTable(index, out, err);
        }
        out.flush();
        return ExitStatus.FINE;
    }

    private void printJson(CaseIndex index, PrintWriter out) throws IOException {
        String[] separator = {"\n"};
        out.print("[");
        index.visit(filter.query(), entry -> {
            out.print(separator[0] + entry.json());
            separator[0] = ",\n";
        });
        out.println(separator[0].equals("\n") ? "]" : "\n]");
    }

    private void printTable(CaseIndex index, PrintWriter out, PrintWriter err) throws IOException {
        CaseQuery query = filter.query();
        List<CaseEntry> page = index.page(query, Optional.empty(), Math.max(0, most));
        long count = index.count(query);
        Table table = new Table("CASE", "TIME", "REPOSITORY", "REF", "PUSHER", "REASONS")
                .whole(0)
                .whole(1)
                .cutInFront(2)
                .cutInFront(3);
        page.forEach(entry -> table.row(row(entry)));
        if (!page.isEmpty()) {
            table.print(out, Terminal.columns());
        }
        String pushes = String.format(Locale.ROOT, "%,d refused push%s", count, count == 1 ? "" : "es");
        out.println(
                page.size() == count
                        ? pushes
                        : "the latest " + page.size() + " of " + pushes + "; --most N shows more");
        String hint = count == 0 ? filter.hint(index) : "";
        if (!hint.isEmpty()) {
            err.println("refwarden: note: " + hint);
        }
    }

    private static List<String> row(CaseEntry entry) {
        List<String> refs = entry.refs();
        String ref = refs.isEmpty() ? "-" : safe(refs.get(0));
        return List.of(
                entry.caseId(),
                entry.time().truncatedTo(ChronoUnit.SECONDS).toString(),
                safe(entry.repository()),
                refs.size() > SHOWN_REFS ? ref + " +" + (refs.size() - SHOWN_REFS) : ref,
                pusher(entry),
                String.join(" ", entry.codes().stream().map(ReviewList::safe).toList()));
    }

    private static String pusher(CaseEntry entry) {
        if (!entry.person().isEmpty()) {
            return safe(entry.person());
        }
        return entry.account().isEmpty() ? "unknown" : "account " + safe(entry.account());
    }

    private static String safe(String text) {
        return text.isEmpty() ? "-" : Printable.of(text, LONGEST);
    }
}
