package dev.refwarden.review.web;

import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.review.desk.FilterWords;
import dev.refwarden.review.desk.Observing;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What rules that only observe would have refused, and whom that would hit.
 *
 * @param words what was asked for
 * @param wrong what of it means nothing; empty where all is well
 * @param summary the whole in a sentence
 * @param rows one for each pusher, rule and code
 * @param remarks what else there is to say
 */
public record ObservedPage(String words, String wrong, String summary, List<Row> rows, List<String> remarks) {
    private static final int MOST_ROWS = 500;
    private static final int MOST_REPOSITORIES = 3;

    public ObservedPage {
        rows = List.copyOf(rows);
        remarks = List.copyOf(remarks);
    }

    /**
     * One line.
     *
     * @param pusherLink empty where no one knows who it was
     * @param pushesLink to the list of these pushes, and of others with the same code
     * @param lastLink to the newest of them
     */
    public record Row(
            String pusher,
            String pusherLink,
            String rule,
            String code,
            long pushes,
            String pushesLink,
            String last,
            String lastLink,
            List<String> repositories,
            int moreRepositories) {}

    static ObservedPage of(Site site, Request request, Instant now) throws IOException {
        String words = CasesPage.words(request);
        Observing observing;
        try {
            observing = observing(site, request, now);
        } catch (IllegalArgumentException e) {
            return new ObservedPage(words, String.valueOf(e.getMessage()), "", List.of(), List.of());
        }
        List<String> remarks = new ArrayList<>();
        if (observing.more()) {
            remarks.add("Older pushes were not looked at: there are too many.");
        }
        if (observing.cut() > 0) {
            remarks.add("The log does not list every finding of " + observing.cut()
                    + " of these pushes, so a rule may be missing here.");
        }
        if (observing.rows().size() > MOST_ROWS) {
            remarks.add("And " + (observing.rows().size() - MOST_ROWS) + " more lines, which JSON and CSV have.");
        }
        return new ObservedPage(
                words,
                "",
                observing.words(),
                observing.rows().stream()
                        .limit(MOST_ROWS)
                        .map(row -> row(row, observing.since()))
                        .toList(),
                remarks);
    }

    /** @throws IllegalArgumentException where the words mean nothing here */
    static Observing observing(Site site, Request request, Instant now) throws IOException {
        return Observing.of(FilterWords.read(CasesPage.words(request), site.people(), now), site.index(), now);
    }

    private static Row row(Observing.Row row, Instant since) {
        LoggedDecision last = row.last();
        return new Row(
                PushRow.pusher(row.person(), row.account()),
                row.person().isEmpty() ? "" : Links.person(row.person()),
                row.rule(),
                row.code(),
                row.pushes(),
                Links.list(list(row, since)),
                PushRow.of(last).time(),
                Links.push(last.seq()),
                row.repositories().stream().limit(MOST_REPOSITORIES).toList(),
                Math.max(0, row.repositories().size() - MOST_REPOSITORIES));
    }

    private static String list(Observing.Row row, Instant since) {
        Collection<String> words = new ArrayList<>(List.of("verdict:observed"));
        // No word holds a quotation mark.
        Optional.of(row.pusher())
                .filter(who -> !who.isEmpty() && who.indexOf('"') < 0)
                .ifPresent(who -> words.add(FilterWords.word("person", who)));
        words.add(FilterWords.word("code", row.code()));
        words.add(FilterWords.word("since", since.toString()));
        return String.join(" ", words);
    }
}
