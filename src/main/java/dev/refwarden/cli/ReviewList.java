package dev.refwarden.cli;

import dev.refwarden.ledger.DecisionCount;
import dev.refwarden.ledger.DecisionIndex;
import dev.refwarden.ledger.DecisionQuery;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.people.People;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import dev.refwarden.report.Printable;
import dev.refwarden.review.desk.CasePages;
import dev.refwarden.review.desk.CasesJson;
import dev.refwarden.review.desk.Contents;
import dev.refwarden.review.desk.Desk;
import dev.refwarden.review.desk.DeskCase;
import dev.refwarden.review.desk.FilterWords;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code refwarden review list}. */
@Command(
        name = "list",
        description = {
            "List pushes, the newest first: refused ones, with how each looks and how far it is.",
            "Other pushes by verdict:accepted, verdict:observed, verdict:waived or verdict:all.",
            "Words: repo: person: key: address: ref: file: subject: email: code: verdict: state: asked: since: until: incident:",
            "and any others, which are looked for anywhere.",
            "What was not refused has the number of its line instead of a case; `review show` takes both."
        })
final class ReviewList implements LongAnswer {
    private static final int LONGEST = 100;
    private static final int SHOWN_REFS = 1;
    private static final int USUAL = 50;
    /** Words that only a look at each case answers are searched for this long. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Places places = new Places();

    @Mixin
    private CaseFilter filter = new CaseFilter();

    @Parameters(paramLabel = "WORD", arity = "0..*", description = "which pushes, such as person:alice or since:7d")
    private List<String> words = new ArrayList<>();

    @Option(
            names = {"--limit", "--most"},
            paramLabel = "N",
            description = "how many to find at most (default: 50; as JSON all)")
    private @Nullable Integer limit;

    @Option(
            names = "--before",
            paramLabel = "LINE",
            description = "only those before this line of the log: goes on where a list ended")
    private @Nullable Long before;

    @Option(names = "--json", description = "for programs: {\"schema\":\"refwarden.cases/1\",\"cases\":[…]}")
    private boolean asJson;

    @Override
    public boolean isForPeople() {
        return !asJson;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Ledger ledger = places.ledger();
        DecisionIndex index = new DecisionIndex(ledger);
        filter.check(index, places.config());
        Optional<Configuration> configuration = configuration();
        People people = configuration.map(read -> read.policy().people()).orElse(new People(List.of()));
        FilterWords wanted =
                FilterWords.read((filter.words() + " " + String.join(" ", words)).strip(), people, Instant.now());
        filter.check(wanted.query(), index, people);
        int most = limit != null ? Math.max(1, limit) : asJson ? Integer.MAX_VALUE : USUAL;
        CasePages all = new CasePages(index, new Desk(ledger, configuration, new Contents()));
        CasePages pages = most == Integer.MAX_VALUE ? all : all.within(PATIENCE);
        CasePages.Page page = pages.page(wanted, Optional.ofNullable(before), most);
        if (asJson) {
            CasesJson.write(page, out);
        } else {
            printTable(page, wanted, index);
        }
        out.flush();
        return ExitStatus.FINE;
    }

    /** Absent where it cannot be read, which hides no case. */
    private Optional<Configuration> configuration() {
        try {
            return Optional.of(Configuration.load(places.config()));
        } catch (PolicyProblems e) {
            return Optional.empty();
        }
    }

    private void printTable(CasePages.Page page, FilterWords wanted, DecisionIndex index) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        int columns = Terminal.columns();
        Table table = new Table("CASE", "TIME", "LOOKS", "STATE", "REPOSITORY", "REF", "PUSHER", "REASONS")
                .whole(0)
                .whole(1)
                .whole(2)
                .cutInFront(4)
                .cutInFront(5);
        Instant now = Instant.now();
        page.pushes().forEach(row -> table.row(row(row, columns > 0, now)));
        if (!page.pushes().isEmpty()) {
            table.print(out, columns);
        }
        int shown = page.pushes().size();
        boolean whole = wanted.looksAtCases() || before != null;
        DecisionCount counted = whole ? new DecisionCount(shown, false) : index.countSoon(wanted.query());
        long count = counted.number();
        boolean refusals =
                wanted.query().kinds().equals(DecisionQuery.refusals().kinds());
        String pushes = String.format(
                Locale.ROOT,
                "%s%,d %spush%s",
                counted.more() ? "more than " : "",
                count,
                refusals ? "refused " : "",
                count == 1 ? "" : "es");
        out.println(
                page.older().isEmpty()
                        ? pushes
                        : (whole ? "" : "the latest " + shown + " of ")
                                + pushes
                                + goesOn(page, page.older().get()));
        String hint = count == 0 ? CaseFilter.hint(wanted.query(), index) : "";
        if (!hint.isEmpty()) {
            spec.commandLine().getErr().println("refwarden: note: " + hint);
        }
    }

    private static String goesOn(CasePages.Page page, long line) {
        return page.stopped()
                ? " found after " + PATIENCE.toSeconds() + " s, which was not enough to look at all of them; --before "
                        + line + " goes on"
                : "; --limit N shows more, --before " + line + " the next";
    }

    private static List<String> row(CasePages.Row row, boolean forPeople, Instant now) {
        LoggedDecision push = row.push().decision();
        List<Map<String, Object>> updates = push.objects("updates");
        String ref = updates.isEmpty() ? "-" : safe(LoggedDecision.text(updates.get(0), "ref"));
        long count = push.updateCount();
        List<String> codes = push.isRefused() ? push.refusingCodes() : push.codes();
        return List.of(
                push.isRefused() ? push.text("case") : String.valueOf(push.seq()),
                forPeople
                        ? RelativeTime.of(push.time(), now)
                        : push.time().truncatedTo(ChronoUnit.SECONDS).toString(),
                row.desk().map(desk -> desk.assessment().level().word()).orElse(push.text("verdict")),
                row.desk().map(DeskCase::progress).orElse("-"),
                safe(push.text("repository")),
                count > SHOWN_REFS ? ref + " +" + (count - SHOWN_REFS) : ref,
                pusher(push.text("pusher", "person"), push.text("pusher", "account")),
                codes.isEmpty()
                        ? "-"
                        : String.join(" ", codes.stream().map(ReviewList::safe).toList()));
    }

    private static String pusher(String person, String account) {
        if (!person.isEmpty()) {
            return safe(person);
        }
        return account.isEmpty() ? "unknown" : "account " + safe(account);
    }

    private static String safe(String text) {
        return text.isEmpty() ? "-" : Printable.of(text, LONGEST);
    }
}
