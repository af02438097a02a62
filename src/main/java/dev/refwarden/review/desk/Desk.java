package dev.refwarden.review.desk;

import dev.refwarden.ledger.CaseEvent;
import dev.refwarden.ledger.CaseId;
import dev.refwarden.ledger.DecisionIndex;
import dev.refwarden.ledger.DecisionQuery;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.ledger.LoggedPush;
import dev.refwarden.people.People;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.review.CaseObjects;
import dev.refwarden.review.PushContent;
import dev.refwarden.review.assessment.Assessment;
import dev.refwarden.review.assessment.Assessor;
import dev.refwarden.review.assessment.Surroundings;
import dev.refwarden.review.retained.RetainedPush;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Refused pushes with what is to be said about them, as of one moment. Used by one thread. */
public final class Desk {
    private static final Duration AROUND = Duration.ofHours(6);
    private static final Duration APART = Duration.ofHours(1);
    private static final int MOST_AROUND = 2_000;
    private static final int FARTHEST = 8;

    private final Ledger ledger;
    private final DecisionIndex index;
    private final Optional<Configuration> configuration;
    private final Contents contents;
    private final Optional<Long> end;
    private Optional<Map<String, RetainedPush>> kept = Optional.empty();

    /** @param configuration absent where it cannot be read, which hides no case */
    public Desk(Ledger ledger, Optional<Configuration> configuration, Contents contents) {
        this(ledger, configuration, contents, Optional.empty());
    }

    private Desk(Ledger ledger, Optional<Configuration> configuration, Contents contents, Optional<Long> end) {
        this.end = end;
        this.ledger = ledger;
        this.index = new DecisionIndex(ledger);
        this.configuration = configuration;
        this.contents = contents;
    }

    /** The same for someone who waits: after this time only what is remembered is looked at; other cases are unknown. */
    public Desk within(Duration patience) {
        return new Desk(ledger, configuration, contents, Optional.of(System.nanoTime() + patience.toNanos()));
    }

    /** The cases that are meant, newest first. */
    public List<DeskCase> cases(DecisionQuery query, Optional<Long> before, int limit) throws IOException {
        return cases(index.pushes(query, before, limit));
    }

    /** One case with every other of its incident, newest first; none where there is no such case. */
    public List<DeskCase> incidentOf(String caseId) throws IOException {
        Optional<LoggedDecision> found = index.find(caseId);
        if (found.isEmpty()) {
            return List.of();
        }
        long seq = found.get().seq();
        List<LoggedPush> meant = index.pushes(
                DecisionQuery.everyRefusal()
                        .since(found.get().time())
                        .until(found.get().time().plusMillis(1)),
                Optional.of(seq + 1),
                1);
        List<LoggedPush> group = new ArrayList<>(groups(meant).getOrDefault(seq, meant));
        java.util.Collections.reverse(group);
        return cases(group);
    }

    /** The cases that are closed with a whole incident: this one, and every other of it that is open. */
    public List<DeskCase> closedWith(String caseId) throws IOException {
        return incidentOf(caseId).stream()
                .filter(one -> one.state() == CaseState.OPEN || one.id().equals(caseId))
                .toList();
    }

    /** Pushes with what is to be said about them, in their order; those far apart in time are looked at apart. */
    public List<DeskCase> cases(List<LoggedPush> meant) throws IOException {
        List<LoggedPush> oldestFirst = new ArrayList<>(meant);
        oldestFirst.sort(Comparator.comparing(Desk::time));
        Map<Long, DeskCase> cases = new HashMap<>();
        int begun = 0;
        for (int i = 1; i <= oldestFirst.size(); i++) {
            boolean apart = i == oldestFirst.size()
                    || time(oldestFirst.get(i - 1)).plus(AROUND.multipliedBy(2)).isBefore(time(oldestFirst.get(i)));
            if (apart) {
                near(oldestFirst.subList(begun, i))
                        .forEach(one -> cases.put(one.decision().seq(), one));
                begun = i;
            }
        }
        return meant.stream()
                .map(push -> Objects.requireNonNull(cases.get(push.decision().seq())))
                .toList();
    }

    private List<DeskCase> near(List<LoggedPush> meant) throws IOException {
        Map<Long, List<LoggedPush>> groups = groups(meant);
        Instant newest = time(meant.get(0));
        for (LoggedPush push : meant) {
            newest = time(push).isAfter(newest) ? time(push) : newest;
        }
        Surroundings surroundings = new Surroundings(index, newest.plus(Duration.ofDays(1)));
        People people = configuration.map(read -> read.policy().people()).orElse(new People(List.of()));
        Assessor assessor = new Assessor(surroundings, people);
        Map<Long, IncidentView> views = new HashMap<>();
        List<DeskCase> cases = new ArrayList<>();
        for (LoggedPush push : meant) {
            List<LoggedPush> group = groups.getOrDefault(push.decision().seq(), List.of(push));
            long first = group.get(0).decision().seq();
            IncidentView view = views.get(first);
            if (view == null) {
                view = IncidentView.of(group, this::content, assessor, surroundings, ledger);
                views.put(first, view);
            }
            cases.add(deskCase(push, view));
        }
        return cases;
    }

    private PushContent content(LoggedPush push) throws IOException {
        boolean late = end.isPresent() && System.nanoTime() - end.get() > 0;
        return late
                ? contents.remembered(push.decision(), kept(), configuration)
                : contents.of(push.decision(), kept(), configuration);
    }

    /** Listed once, and only where there is a case to look at. */
    private Map<String, RetainedPush> kept() throws IOException {
        if (kept.isEmpty()) {
            kept = Optional.of(Contents.kept(ledger));
        }
        return kept.get();
    }

    private DeskCase deskCase(LoggedPush push, IncidentView view) throws IOException {
        PushContent content = content(push);
        Assessment assessment = view.assessment(push);
        List<CaseEvent> events = events(push);
        boolean mayClose = assessment.level() != Assessment.Level.ALARMING && !view.isFromNewAddress(push);
        Optional<LoggedDecision> landed = mayClose
                ? new Landing(index, push.decision(), content, assessment.level() == Assessment.Level.ORDINARY)
                        .find(() -> objects(push))
                : Optional.empty();
        CaseState state = CaseState.of(events, landed.isPresent() ? CaseState.LANDED : CaseState.OPEN);
        return new DeskCase(push, content, view.incident(), assessment, state, events, landed);
    }

    private CaseObjects objects(LoggedPush push) throws IOException {
        return CaseObjects.open(
                push.decision(),
                Optional.ofNullable(kept().get(push.decision().text("case"))),
                configuration.map(Configuration::server));
    }

    private List<CaseEvent> events(LoggedPush push) throws IOException {
        return CaseEvent.about(ledger, new CaseId(push.decision().text("case")));
    }

    /** The incidents of some pushes, by the number of each push. */
    private Map<Long, List<LoggedPush>> groups(List<LoggedPush> meant) throws IOException {
        Map<Long, LoggedPush> around = new TreeMap<>();
        Instant first = Instant.MAX;
        Instant last = Instant.MIN;
        for (LoggedPush push : meant) {
            around.put(push.decision().seq(), push);
            first = time(push).isBefore(first) ? time(push) : first;
            last = time(push).isAfter(last) ? time(push) : last;
        }
        Instant start = first.minus(AROUND);
        Map<Long, List<LoggedPush>> groups = Map.of();
        for (int round = 0; round < FARTHEST; round++) {
            for (LoggedPush push : index.pushes(
                    DecisionQuery.refusals().since(start).until(last.plus(AROUND)), Optional.empty(), MOST_AROUND)) {
                around.putIfAbsent(push.decision().seq(), push);
            }
            groups = Grouping.of(new ArrayList<>(around.values()));
            if (!reaches(meant, groups, start)) {
                return groups;
            }
            start = start.minus(AROUND);
        }
        return groups;
    }

    /** Whether an incident may have begun before what was looked at. */
    private static boolean reaches(List<LoggedPush> meant, Map<Long, List<LoggedPush>> groups, Instant start) {
        return meant.stream()
                .map(push -> groups.getOrDefault(push.decision().seq(), List.of(push)))
                .anyMatch(group -> time(group.get(0)).isBefore(start.plus(APART)));
    }

    private static Instant time(LoggedPush push) {
        return push.decision().time();
    }
}
