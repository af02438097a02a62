package dev.refwarden.review.desk;

import dev.refwarden.ledger.CaseEvent;
import dev.refwarden.ledger.CaseId;
import dev.refwarden.ledger.DecisionIndex;
import dev.refwarden.ledger.DecisionQuery;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.LoggedPush;
import dev.refwarden.review.PushContent;
import dev.refwarden.review.assessment.Assessment;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which incidents of the last thirty days are open, as far as cases were looked at; so that a grave one is found behind any
 * number of later ones. May be used by any number of threads.
 */
public final class OpenIncidents {
    private static final Duration LATELY = Duration.ofDays(30);
    private static final int AT_ONCE = 100;
    private static final int MOST = 5_000;
    private static final int MOST_ASKED = 1_000;

    private final TreeMap<Long, Known> known = new TreeMap<>(Collections.reverseOrder());
    private final int most;
    private boolean whole;
    private boolean cut;

    public OpenIncidents() {
        this(MOST);
    }

    /** @param most how many cases are looked at, the newest */
    OpenIncidents(int most) {
        this.most = most;
    }

    private record Known(CaseId id, Assessment.Level level, boolean open, String incident, Instant time) {
        Known closed() {
            return new Known(id, level, false, incident, time);
        }

        boolean isGrave() {
            return open && level != Assessment.Level.ORDINARY;
        }
    }

    /**
     * How many incidents are open.
     *
     * @param whole whether every case that is to be looked at was
     * @param looked how many were
     * @param cut whether there are older ones within the thirty days that were not to be looked at
     */
    public record Tally(Map<Assessment.Level, Integer> open, boolean whole, int looked, boolean cut) {
        public Tally {
            open = Collections.unmodifiableMap(new EnumMap<>(open));
        }
    }

    /**
     * Looks at cases, the newest first.
     *
     * @param again whether also at those that are known already; otherwise down to the first hundred that are
     */
    public void look(DecisionIndex index, Desk desk, Instant now, boolean again) throws IOException {
        DecisionQuery lately = DecisionQuery.refusals().since(now.minus(LATELY));
        Optional<Long> at = Optional.empty();
        int looked = 0;
        boolean more = true;
        while (more && looked < most) {
            List<LoggedPush> pushes = index.pushes(lately, at, AT_ONCE);
            more = pushes.size() == AT_ONCE;
            looked += pushes.size();
            List<LoggedPush> asked = again ? pushes : fresh(pushes);
            if (asked.isEmpty() && isWhole()) {
                return;
            }
            note(desk.cases(asked));
            at = more ? Optional.of(pushes.get(AT_ONCE - 1).decision().seq()) : at;
        }
        finish(now, more);
    }

    /** Looks at which of the grave cases people have closed meanwhile. */
    public void closed(Ledger ledger) throws IOException {
        for (Map.Entry<Long, CaseId> one : graveCases().entrySet()) {
            if (CaseState.of(CaseEvent.about(ledger, one.getValue()), CaseState.OPEN) != CaseState.OPEN) {
                close(one.getKey());
            }
        }
    }

    private synchronized Map<Long, CaseId> graveCases() {
        Map<Long, CaseId> cases = new LinkedHashMap<>();
        known.forEach((seq, one) -> {
            if (one.isGrave() && cases.size() < MOST_ASKED) {
                cases.put(seq, one.id());
            }
        });
        return cases;
    }

    private synchronized void close(long seq) {
        known.computeIfPresent(seq, (same, one) -> one.closed());
    }

    private synchronized List<LoggedPush> fresh(List<LoggedPush> pushes) {
        return pushes.stream()
                .filter(push -> !known.containsKey(push.decision().seq()))
                .toList();
    }

    private synchronized boolean isWhole() {
        return whole;
    }

    private synchronized void finish(Instant now, boolean more) {
        known.values().removeIf(one -> one.time().isBefore(now.minus(LATELY)));
        whole = true;
        cut = more;
    }

    /** Remembers how cases are, whoever looked at them. */
    public synchronized void note(List<DeskCase> cases) {
        for (DeskCase one : cases) {
            Known before = known.get(one.decision().seq());
            // Who had no time for a case knows less than who had.
            boolean hurried = one.content().equals(PushContent.UNKNOWN) && before != null;
            Assessment.Level level = hurried && before != null
                    ? before.level()
                    : one.assessment().level();
            known.put(
                    one.decision().seq(),
                    new Known(
                            new CaseId(one.id()),
                            level,
                            one.state() == CaseState.OPEN,
                            one.incident(),
                            one.decision().time()));
        }
    }

    public synchronized Tally tally() {
        Map<Assessment.Level, Integer> open = new EnumMap<>(Assessment.Level.class);
        for (Assessment.Level level : Assessment.Level.values()) {
            open.put(level, 0);
        }
        gravest().values().forEach(seq -> open.merge(known(seq).level(), 1, Integer::sum));
        return new Tally(open, whole, known.size(), cut);
    }

    /** Whether any case of an incident is open, as far as is known. */
    public synchronized boolean isOpen(String incident) {
        return gravest().containsKey(incident);
    }

    /** Whether an incident is one of {@link #grave}. */
    public synchronized boolean isGrave(String incident, int limit) {
        return grave(limit).stream().anyMatch(seq -> known(seq).incident().equals(incident));
    }

    /** The lines of open cases that are not ordinary, one of each incident, the gravest first, then the newest. */
    public synchronized List<Long> grave(int limit) {
        return gravest().values().stream()
                .filter(seq -> known(seq).isGrave())
                .sorted(Comparator.<Long, Assessment.Level>comparing(
                                seq -> known(seq).level())
                        .thenComparing(Comparator.reverseOrder()))
                .limit(limit)
                .toList();
    }

    /** Of each open incident the gravest open case, the newest of these. */
    private Map<String, Long> gravest() {
        Map<String, Long> gravest = new LinkedHashMap<>();
        for (Map.Entry<Long, Known> one : known.entrySet()) {
            if (one.getValue().open()) {
                gravest.merge(
                        one.getValue().incident(),
                        one.getKey(),
                        (newer, older) ->
                                known(older).level().compareTo(known(newer).level()) < 0 ? older : newer);
            }
        }
        return gravest;
    }

    private Known known(long seq) {
        return java.util.Objects.requireNonNull(known.get(seq));
    }
}
