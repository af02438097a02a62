package dev.refwarden.review.desk;

import dev.refwarden.ledger.DecisionIndex;
import dev.refwarden.ledger.DecisionKind;
import dev.refwarden.ledger.DecisionQuery;
import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.ledger.LoggedPush;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whom it would have hit, had rules that only observed refused.
 *
 * @param since from when on pushes are looked at
 * @param observed how many pushes passed with findings
 * @param passed how many passed in all
 * @param pushers how many different ones made those with findings
 * @param cut of how many the log does not list every finding, so that rows may be missing
 * @param more whether there are older ones that were not looked at
 * @param rows those with most pushes first
 */
public record Observing(
        Instant since, long observed, long passed, long pushers, long cut, boolean more, List<Row> rows) {
    private static final Duration USUAL = Duration.ofDays(30);
    private static final int AT_ONCE = 500;
    private static final int MOST = 10_000;

    public Observing {
        rows = List.copyOf(rows);
    }

    /**
     * The pushes of one pusher with findings of one code under one rule.
     *
     * @param person empty where the log names none
     * @param account how the Git server named them last
     * @param rule empty where the finding is under none
     * @param pushes how many, however many findings each has
     * @param last the newest
     */
    public record Row(
            String person,
            String account,
            String rule,
            String code,
            long pushes,
            Instant first,
            LoggedDecision last,
            Set<String> repositories) {
        /** As filters name the pusher; empty where no one knows. */
        public String pusher() {
            return person.isEmpty() ? account : person;
        }
    }

    /**
     * Looks through the log.
     *
     * @param words which pushes; the newest 30 days where they do not say since when
     * @throws IllegalArgumentException where they ask for what refused pushes alone have
     */
    public static Observing of(FilterWords words, DecisionIndex index, Instant now) throws IOException {
        if (words.looksAtCases()) {
            throw new IllegalArgumentException(
                    "state:, file: and other words about refused pushes find nothing among those that passed");
        }
        Instant since = words.query().since().orElse(now.minus(USUAL));
        DecisionQuery query = words.query().since(since).ofKinds(EnumSet.of(DecisionKind.OBSERVED));
        Counting counting = new Counting();
        Optional<Long> before = Optional.empty();
        boolean more = true;
        while (more && counting.observed < MOST) {
            List<LoggedPush> pushes = index.pushes(query, before, AT_ONCE);
            pushes.forEach(counting::add);
            more = pushes.size() == AT_ONCE;
            before = more ? Optional.of(pushes.get(AT_ONCE - 1).decision().seq()) : before;
        }
        long passed = index.count(query.ofKinds(DecisionKind.accepting()));
        return new Observing(
                since, counting.observed, passed, counting.pushers.size(), counting.cut, more, counting.rows());
    }

    /** Under what pushes are counted together. */
    private record Place(String pusher, boolean person, String rule, String code) {}

    /** Goes from push to push, newest first. */
    private static final class Counting {
        private final Map<Place, Row> rows = new HashMap<>();
        private final Set<Place> pushers = new HashSet<>();
        private long observed;
        private long cut;

        void add(LoggedPush push) {
            LoggedDecision decision = push.decision();
            observed++;
            cut += decision.isWhole() ? 0 : 1;
            boolean known = !push.person().isEmpty();
            pushers.add(new Place(push.pusher(), known, "", ""));
            Set<Place> places = new HashSet<>();
            for (Map<String, Object> finding : decision.objects("findings")) {
                places.add(new Place(
                        push.pusher(),
                        known,
                        LoggedDecision.text(finding, "rule"),
                        LoggedDecision.text(finding, "code")));
            }
            places.forEach(place -> rows.merge(place, row(place, push), Counting::together));
        }

        private static Row row(Place place, LoggedPush push) {
            LoggedDecision decision = push.decision();
            return new Row(
                    push.person(),
                    decision.text("pusher", "account"),
                    place.rule(),
                    place.code(),
                    1,
                    decision.time(),
                    decision,
                    Set.of(push.repository()));
        }

        private static Row together(Row newer, Row older) {
            Set<String> repositories = new TreeSet<>(newer.repositories());
            repositories.addAll(older.repositories());
            return new Row(
                    newer.person(),
                    newer.account(),
                    newer.rule(),
                    newer.code(),
                    newer.pushes() + older.pushes(),
                    older.first(),
                    newer.last(),
                    repositories);
        }

        List<Row> rows() {
            List<Row> sorted = new ArrayList<>(rows.values());
            sorted.sort(Comparator.comparingLong((Row row) -> -row.pushes())
                    .thenComparing(Row::pusher)
                    .thenComparing(Row::rule)
                    .thenComparing(Row::code));
            return sorted;
        }
    }

    /** The whole in one sentence. */
    public String words() {
        String pushes = count(observed, "push", "pushes");
        String whom = count(pushers, "person or account", "people or accounts");
        return observed == 0
                ? "Enforcing would have refused none of " + count(passed, "push", "pushes") + " since " + day()
                : "Enforcing would have refused " + (more ? "at least " : "") + pushes + " of " + whom + ", out of "
                        + count(passed, "push", "pushes") + " that passed since " + day();
    }

    private String day() {
        return since.toString().substring(0, "2026-11-23".length());
    }

    private static String count(long number, String one, String many) {
        return String.format(java.util.Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
    }
}
