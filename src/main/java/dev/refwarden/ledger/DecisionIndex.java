package dev.refwarden.ledger;

import dev.refwarden.git.ObjectId;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds decisions by what reviewers ask for. Every answer is of its own moment: others may decide meanwhile. */
public final class DecisionIndex {
    private static final long DAY_MILLIS = 86_400_000;
    /** Of all who tried the same, the newest so many are reported. */
    private static final int MOST_TRIES = 1_000;

    /** So many lines are looked through first, and each time so many times more. */
    private static final int FEW_LINES = 4_096;

    private static final int TIMES_MORE = 8;
    /** Where more than kinds are asked for, so many are counted. */
    private static final int MOST_COUNTED = 10_000;

    private final Ledger ledger;
    private final int fewLines;

    public DecisionIndex(Ledger ledger) {
        this(ledger, FEW_LINES);
    }

    /** @param fewLines how many lines are looked through first */
    DecisionIndex(Ledger ledger, int fewLines) {
        this.ledger = ledger;
        this.fewLines = fewLines;
    }

    /**
     * The newest decisions that are meant, newest first.
     *
     * @param before only decisions that stand in the log before this one, which is how the next page is got
     * @param limit how many at most
     * @return without their lists of commits, which may be long
     */
    public List<LoggedDecision> page(DecisionQuery query, Optional<Long> before, int limit) throws IOException {
        List<LoggedDecision> page = new ArrayList<>();
        for (long seq : seqs(query, before, limit)) {
            page.add(LoggedDecision.of(line(seq, Commits.LEFT_OUT)));
        }
        return page;
    }

    /** The newest pushes that are meant, newest first, with whoever signed in them. */
    public List<LoggedPush> pushes(DecisionQuery query, Optional<Long> before, int limit) throws IOException {
        List<LoggedPush> pushes = new ArrayList<>();
        for (long seq : seqs(query, before, limit)) {
            LoggedLine line = line(seq, Commits.LEFT_OUT);
            // Of a refused push the list is short.
            LoggedLine whole = line.text("verdict").equals("refused") ? line(seq, Commits.READ) : line;
            pushes.add(new LoggedPush(LoggedDecision.of(whole), DecisionRows.signers(line)));
        }
        return pushes;
    }

    /** The lines of these numbers, whatever they hold, in the order in which they are asked for; one that is missing is left out. */
    public List<LoggedPush> lines(List<Long> seqs) throws IOException {
        List<LoggedPush> lines = new ArrayList<>();
        for (long seq : seqs) {
            Optional<byte[]> line = ledger.read(session -> new Chain(session).line(seq));
            Optional<LoggedLine> read = line.flatMap(LoggedLine::withoutCommits);
            if (line.isPresent() && read.isPresent()) {
                boolean refused = read.get().text("verdict").equals("refused");
                LoggedLine whole = refused ? LoggedLine.of(line.get()).orElse(read.get()) : read.get();
                lines.add(new LoggedPush(LoggedDecision.of(whole), DecisionRows.signers(read.get())));
            }
        }
        return lines;
    }

    /**
     * The lines that raise an alarm, newest first: a counter of a key that went back, a tag without its branch.
     *
     * @param limit how many at most
     */
    public List<LoggedDecision> alarms(int limit) throws IOException {
        List<Long> seqs = ledger.read(session -> session.list(
                "SELECT seq FROM decision_names WHERE role = ? ORDER BY seq DESC LIMIT " + Math.max(0, limit),
                row -> row.getLong(1),
                DecisionRows.Role.ALARM.number()));
        List<LoggedDecision> alarms = new ArrayList<>();
        for (long seq : seqs) {
            alarms.add(LoggedDecision.of(line(seq, Commits.LEFT_OUT)));
        }
        return alarms;
    }

    /** Takes one decision after the other. */
    @FunctionalInterface
    interface Visitor {
        void visit(LoggedDecision decision) throws IOException;
    }

    /** Shows every decision that is meant, oldest first, without their lists of commits. */
    void visit(DecisionQuery query, Visitor visitor) throws IOException {
        List<Long> newestFirst = seqs(query, Optional.empty(), Integer.MAX_VALUE);
        for (int i = newestFirst.size() - 1; i >= 0; i--) {
            visitor.visit(LoggedDecision.of(line(newestFirst.get(i), Commits.LEFT_OUT)));
        }
    }

    /** How many decisions are meant, for whoever does not want to wait: a long log is not counted to its end. */
    public DecisionCount countSoon(DecisionQuery query) throws IOException {
        if (query.equals(DecisionQuery.of(query.kinds()))) {
            return new DecisionCount(count(query), false);
        }
        int found = seqs(query, Optional.empty(), MOST_COUNTED + 1).size();
        return new DecisionCount(Math.min(found, MOST_COUNTED), found > MOST_COUNTED);
    }

    /** How many decisions are meant. */
    public long count(DecisionQuery query) throws IOException {
        return ledger.read(session -> {
            DecisionFilter filter = DecisionFilter.of(session, ledger.ids(), query);
            return session.number("SELECT count(*) FROM decisions d WHERE " + filter.where(), filter.withAll());
        });
    }

    /** The refused push of this case, however it is typed; the newest, should two have drawn the same id. */
    public Optional<LoggedDecision> find(String caseId) throws IOException {
        Optional<CaseId> id = CaseId.read(caseId);
        long seq = id.isEmpty()
                ? 0
                : ledger.read(session -> session.number(
                        "SELECT max(seq) FROM cases WHERE id = ?", id.get().value()));
        return seq == 0 ? Optional.empty() : Optional.of(at(seq));
    }

    /** The whole line of this number. */
    public LoggedDecision at(long seq) throws IOException {
        return LoggedDecision.of(line(seq, Commits.READ));
    }

    /** The push of this line, whole; absent where the line is none, or is not there. */
    public Optional<LoggedDecision> pushAt(long seq) throws IOException {
        boolean there = ledger.read(session -> session.isThere(
                "SELECT 1 FROM decisions WHERE seq = ? AND kind <> ?", seq, DecisionKind.BASELINE.number()));
        return there ? Optional.of(at(seq)) : Optional.empty();
    }

    /** Whether anything was ever logged about this repository. */
    public boolean isAbout(String repository) throws IOException {
        return ledger.read(session -> Repositories.idOf(session, repository)).isPresent();
    }

    /** Other refused pushes by whoever pushed this, that came before it, newest first; none where that is not known. */
    public List<LoggedDecision> previousOf(LoggedDecision decision, int limit) throws IOException {
        String person = decision.text("pusher", "person");
        String pusher = person.isEmpty() ? decision.text("pusher", "account") : person;
        List<LoggedDecision> previous = new ArrayList<>();
        Optional<Long> at = Optional.of(decision.seq());
        while (!pusher.isEmpty() && previous.size() < limit && at.isPresent()) {
            List<LoggedDecision> page = page(DecisionQuery.refusals().pushedBy(pusher), at, limit);
            page.stream()
                    // An account may be called as a person is.
                    .filter(other -> other.text("pusher", "person").equals(person))
                    .filter(other ->
                            !person.isEmpty() || other.text("pusher", "account").equals(pusher))
                    .limit(limit - previous.size())
                    .forEach(previous::add);
            at = page.isEmpty()
                    ? Optional.empty()
                    : Optional.of(page.get(page.size() - 1).seq());
        }
        return previous;
    }

    /** Other pushes of the same new tips to the same repository, before or after, newest first. */
    public List<LoggedDecision> aboutSameTips(LoggedDecision decision) throws IOException {
        NavigableSet<String> tips = tips(decision);
        List<Long> objects = tips.stream().map(DecisionRows::objectNumber).toList();
        List<Long> seqs = ledger.read(session -> session.list(
                "SELECT d.seq FROM decisions d WHERE d.kind <> " + DecisionKind.DRILL.number()
                        + " AND d.seq IN (SELECT seq FROM decision_objects WHERE object IN ("
                        + ledger.ids() + ")) AND d.seq <> ?"
                        + " AND d.repository = (SELECT id FROM repositories WHERE name = ?)"
                        + " ORDER BY d.seq DESC LIMIT " + MOST_TRIES,
                row -> row.getLong(1),
                objects.toString(),
                decision.seq(),
                decision.text("repository")));
        List<LoggedDecision> same = new ArrayList<>();
        for (long seq : seqs) {
            LoggedDecision other = LoggedDecision.of(line(seq, Commits.LEFT_OUT));
            if (tips(other).stream().anyMatch(tips::contains)) {
                same.add(other);
            }
        }
        return same;
    }

    /** How often pushes that are meant were refused for each code, by day in UTC. A push counts once for each of its codes. */
    public SortedMap<LocalDate, SortedMap<String, Long>> byDay(DecisionQuery query) throws IOException {
        SortedMap<LocalDate, SortedMap<String, Long>> days = new TreeMap<>();
        ledger.read(session -> {
            DecisionFilter filter = DecisionFilter.of(session, ledger.ids(), query);
            session.each(
                    "SELECT counted.day, names.name, counted.pushes FROM (SELECT d.time / " + DAY_MILLIS
                            + " AS day, n.name AS name, count(*) AS pushes FROM decision_names n"
                            + " JOIN decisions d ON d.seq = n.seq WHERE n.role = "
                            + DecisionRows.Role.CODE.number() + " AND " + filter.where()
                            + " GROUP BY d.time / " + DAY_MILLIS
                            + ", n.name) counted JOIN names ON names.id = counted.name",
                    row -> days.computeIfAbsent(LocalDate.ofEpochDay(row.getLong(1)), none -> new TreeMap<>())
                            .put(row.getString(2), row.getLong(3)),
                    filter.withAll());
            return days;
        });
        return days;
    }

    /** How many pushes are meant in each repository. */
    public SortedMap<String, Long> byRepository(DecisionQuery query) throws IOException {
        SortedMap<String, Long> counts = new TreeMap<>();
        ledger.read(session -> {
            DecisionFilter filter = DecisionFilter.of(session, ledger.ids(), query);
            session.each(
                    "SELECT r.name, counted.pushes FROM (SELECT d.repository AS id, count(*) AS pushes"
                            + " FROM decisions d WHERE " + filter.where()
                            + " GROUP BY d.repository) counted JOIN repositories r ON r.id = counted.id",
                    row -> counts.put(row.getString(1), row.getLong(2)),
                    filter.withAll());
            return counts;
        });
        return counts;
    }

    /** Every repository that was ever logged about. */
    public NavigableSet<String> repositories() throws IOException {
        NavigableSet<String> names = new TreeSet<>();
        names.addAll(ledger.read(session -> session.list("SELECT name FROM repositories", row -> row.getString(1))));
        return names;
    }

    /** Everybody who ever pushed: persons and accounts. */
    public NavigableSet<String> pushers() throws IOException {
        return names(DecisionRows.Role.PUSHER);
    }

    /** Every code by which a push was ever refused. */
    public NavigableSet<String> codes() throws IOException {
        return names(DecisionRows.Role.CODE);
    }

    private NavigableSet<String> names(DecisionRows.Role role) throws IOException {
        NavigableSet<String> names = new TreeSet<>();
        names.addAll(ledger.read(session -> session.list(
                "SELECT name FROM names WHERE EXISTS"
                        + " (SELECT 1 FROM decision_names n WHERE n.role = ? AND n.name = names.id)",
                row -> row.getString(1),
                role.number())));
        return names;
    }

    private static NavigableSet<String> tips(LoggedDecision decision) {
        NavigableSet<String> tips = new TreeSet<>();
        for (Map<String, Object> update : decision.objects("updates")) {
            String tip = LoggedDecision.text(update, "new");
            if (ObjectId.isHex(tip) && !ObjectId.fromHex(tip).isNull()) {
                tips.add(tip);
            }
        }
        return tips;
    }

    /** Newest first; the newest lines are looked through alone as long as they hold enough, and then more and more. */
    private List<Long> seqs(DecisionQuery query, Optional<Long> before, int limit) throws IOException {
        return ledger.read(session -> {
            DecisionFilter filter = DecisionFilter.of(session, ledger.ids(), query);
            List<Long> found = new ArrayList<>();
            long lines = limit == Integer.MAX_VALUE ? Long.MAX_VALUE : fewLines;
            long end = session.number("SELECT max(seq) FROM decisions") + 1;
            for (long to = Math.min(end, before.orElse(end)); to > 0 && found.size() < limit; lines *= TIMES_MORE) {
                long from = Math.max(0, to - lines);
                found.addAll(session.list(
                        "SELECT d.seq FROM decisions d WHERE " + filter.where() + " ORDER BY d.seq DESC LIMIT ?",
                        row -> row.getLong(1),
                        filter.with(from, to, limit - found.size())));
                to = from;
            }
            return found;
        });
    }

    /** Whether a line is read with its list of commits. */
    private enum Commits {
        READ,
        LEFT_OUT
    }

    private LoggedLine line(long seq, Commits commits) throws IOException {
        byte[] line = ledger.read(session -> new Chain(session).line(seq))
                .orElseThrow(() -> new LedgerUnavailable("line " + seq + " of the log is missing"));
        return (commits == Commits.READ ? LoggedLine.of(line) : LoggedLine.withoutCommits(line))
                .orElseThrow(() -> new LedgerUnavailable("line " + seq + " of the log is damaged"));
    }
}
