package dev.refwarden.ledger;

import dev.refwarden.git.ObjectId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What follows from a line of the log, given all lines before it: the rows of every other table. Nothing else writes
 * them, so that they can be recomputed, and compared, from the lines alone.
 */
final class Consequences {
    /** How long an accepted update waits to be seen landed. */
    static final Duration WAIT = Duration.ofHours(24);

    static final Set<String> ACCEPTING = Set.of("accepted", "observed", "waived");

    static final String CASES = "INSERT INTO cases VALUES (?, ?)";
    static final String ANSWERS = "INSERT INTO answers VALUES (?, ?)";
    static final String REPOSITORY = "INSERT INTO repositories VALUES (?, ?, 0)";
    static final String LATEST = "UPDATE repositories SET latest = ? WHERE id = ?";
    static final String PLACE =
            "INSERT INTO places VALUES (?, ?, ?) ON CONFLICT (node, folder) DO UPDATE SET name = excluded.name";
    static final String ACCEPTED_REF = "INSERT INTO refs VALUES (?, ?, ?, 0)"
            + " ON CONFLICT (repository, ref) DO UPDATE SET accepted = excluded.accepted";
    static final String LANDED_REF = "UPDATE refs SET landed = ? WHERE repository = ? AND ref = ? AND landed < ?";
    static final String ACCEPTED = "INSERT INTO accepted VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
    static final String SIGHTED = "INSERT INTO sightings VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
    static final String POLICY = "INSERT INTO policies VALUES (?, ?) ON CONFLICT DO NOTHING";
    static final String CONSUMED = "INSERT INTO consumed VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";

    private final Tables tables;
    private final Past past;
    private final Indexing rows;
    private final Map<String, Long> repositories = new HashMap<>();
    /** What of the next line is written already: which refs of which decision landed. */
    private final Set<Map.Entry<Long, Set<String>>> prepared = new HashSet<>();

    Consequences(Session session) {
        this.tables = new StoredTables(session);
        this.past = Past.of(new Chain(session));
        this.rows = new DecisionRows(tables, tables)::add;
    }

    /** Works out what does not only serve searches. */
    Consequences(Tables tables, Past past) {
        this.tables = tables;
        this.past = past;
        this.rows = (line, repository) -> {};
    }

    /** Writes what only serves searches. */
    @FunctionalInterface
    private interface Indexing {
        void add(LoggedLine line, long repository) throws IOException;
    }

    /** Gives earlier lines. */
    @FunctionalInterface
    interface Past {
        Optional<LoggedLine> line(long seq) throws IOException;

        /** Those that a ledger holds. */
        static Past of(Chain chain) {
            return seq -> {
                Optional<byte[]> line = chain.line(seq);
                return line.isEmpty() ? Optional.empty() : Optional.of(read(line.get()));
            };
        }

        private static LoggedLine read(byte[] line) throws LedgerUnavailable {
            return LoggedLine.handy(line).orElseThrow(() -> new LedgerUnavailable("a line of the log is damaged"));
        }
    }

    Past past() {
        return past;
    }

    void of(LoggedLine line) throws IOException {
        String name = line.text("repository");
        long repository = name.isEmpty() ? 0 : repository(name);
        if (!name.isEmpty()) {
            ofRepository(line, repository);
        }
        rows.add(line, repository);
        if (line.text("event").equals("imported")) {
            new Inheriting(tables, this).of(line);
        }
        sighted(line);
        for (Map<String, Object> use : line.objects("uses")) {
            consume(line, use);
        }
        if (!line.text("case").isEmpty()) {
            tables.insert(CASES, List.<Object[]>of(new Object[] {line.text("case"), line.seq()}));
        }
        if (!line.text("nonce").isEmpty()) {
            tables.insert(ANSWERS, List.<Object[]>of(new Object[] {line.text("nonce"), line.seq()}));
        }
    }

    /**
     * Writes what is much, and follows from a line whatever number it gets, before anybody waits for it; as many as
     * 100,000 commits may have landed. The line must be appended next.
     */
    void prepare(Noted noted) throws IOException {
        Optional<Long> repository = tables.repository(noted.repository());
        if (repository.isPresent()) {
            Map<Long, Set<String>> pushes = new TreeMap<>();
            for (LandedTip tip : noted.landed()) {
                pushes.computeIfAbsent(tip.seq(), none -> new TreeSet<>())
                        .add(tip.ref().value());
            }
            for (Map.Entry<Long, Set<String>> push : pushes.entrySet()) {
                Set<String> signed = new TreeSet<>();
                for (AcceptedTip tip : waiting(repository.get(), push.getKey(), push.getValue())) {
                    if (tip.aspects().contains(Aspect.COMMITS)) {
                        signed.add(tip.ref().value());
                    }
                }
                remember(repository.get(), push.getKey(), signed);
                prepared.add(Map.entry(push.getKey(), signed));
            }
        }
    }

    /** The number of a repository, which it gets with its first line. */
    private long repository(String name) throws IOException {
        Long before = repositories.get(name);
        if (before != null) {
            return before;
        }
        long id = numbered(name);
        repositories.put(name, id);
        return id;
    }

    private long numbered(String name) throws IOException {
        Optional<Long> known = tables.repository(name);
        if (known.isPresent()) {
            return known.get();
        }
        long id = tables.newestRepository() + 1;
        tables.update(REPOSITORY, id, name);
        return id;
    }

    private void ofRepository(LoggedLine line, long repository) throws IOException {
        for (Map<String, Object> place : line.objects("places")) {
            tables.update(
                    PLACE, LoggedLine.text(place, "node"), LoggedLine.text(place, "folder"), line.text("repository"));
        }
        land(line, repository);
        if (line.text("event").equals("baseline")) {
            declare(line, repository);
        }
        String verdict = line.text("verdict");
        if (ACCEPTING.contains(verdict) || verdict.equals("refused")) {
            tables.update(
                    WaitingTip.TOO_LONG, repository, line.time().minus(WAIT).toEpochMilli());
            RestedTag.forget(tables, repository, line.time().minus(WAIT));
            tables.update(LATEST, line.seq(), repository);
        }
        if (ACCEPTING.contains(verdict)) {
            accept(line, repository);
        }
    }

    /** Settles what was seen to have landed, as far as it was still waiting; a tag without its branch settles nothing. */
    private void land(LoggedLine line, long repository) throws IOException {
        Map<Long, Set<String>> landed = new TreeMap<>();
        for (Map<String, Object> item : line.objects("landed")) {
            long seq = LoggedLine.number(item, "seq");
            String ref = LoggedLine.text(item, "ref");
            boolean alone = item.get("offBranch") == Boolean.TRUE;
            RestedTag.land(tables, repository, seq, ref, alone);
            if (alone) {
                tables.update(WaitingTip.DONE, repository, seq, ref);
            } else {
                landed.computeIfAbsent(seq, none -> new TreeSet<>()).add(ref);
            }
            tables.update(LANDED_REF, seq, repository, ref, seq);
        }
        for (Map.Entry<Long, Set<String>> push : landed.entrySet()) {
            settle(repository, push.getKey(), waiting(repository, push.getKey(), push.getValue()));
        }
    }

    /** Settles tips that decision {@code seq} accepted. */
    void settle(long repository, long seq, List<AcceptedTip> tips) throws IOException {
        Set<String> signed = new TreeSet<>();
        for (AcceptedTip tip : tips) {
            String ref = tip.ref().value();
            SettledTips.settle(tables, repository, tip);
            if (tip.aspects().contains(Aspect.COMMITS)) {
                signed.add(ref);
            }
            tables.update(WaitingTip.DONE, repository, seq, ref);
        }
        if (!prepared.remove(Map.entry(seq, signed))) {
            remember(repository, seq, signed);
        }
    }

    /** What decision {@code seq} accepted for these refs, and is waiting. */
    private List<AcceptedTip> waiting(long repository, long seq, Set<String> refs) throws IOException {
        List<AcceptedTip> tips = new ArrayList<>();
        for (AcceptedTip tip : tables.waiting(repository, seq)) {
            if (refs.contains(tip.ref().value())) {
                tips.add(tip);
            }
        }
        return tips;
    }

    /** When the commits of a push that landed on these refs were first accepted. */
    private void remember(long repository, long seq, Set<String> signed) throws IOException {
        Optional<LoggedLine> line = signed.isEmpty() ? Optional.empty() : past.line(seq);
        if (line.isEmpty()) {
            return;
        }
        LandedCommits landed = LandedCommits.of(line.get(), signed);
        long time = landed.time().toEpochMilli();
        List<Object[]> accepted = new ArrayList<>(landed.commits().size());
        landed.commits().forEach(commit -> accepted.add(new Object[] {repository, commit.bytes(), time}));
        tables.insert(ACCEPTED, accepted);
    }

    private void declare(LoggedLine line, long repository) throws IOException {
        List<Map<String, Object>> tips = line.objects("refs");
        tips.addAll(line.objects("observed"));
        for (Map<String, Object> ref : tips) {
            if (!LoggedLine.text(ref, "commit").isEmpty()) {
                SettledTips.declare(
                        tables,
                        repository,
                        ObjectId.fromHex(LoggedLine.text(ref, "commit")),
                        ref.get("own") == Boolean.TRUE ? LoggedLine.text(ref, "ref") : "",
                        line.time(),
                        LoggedLine.number(ref, "committed"));
            }
        }
        List<String> commits = new ArrayList<>();
        LoggedCommits.eachText(line, (name, value) -> {
            if (name.equals("id")) {
                commits.add(value);
            }
        });
        for (String commit : commits) {
            SettledTips.declareSingle(tables, repository, ObjectId.fromHex(commit), line.time());
        }
    }

    private void accept(LoggedLine line, long repository) throws IOException {
        List<Map<String, Object>> updates = line.objects("updates");
        int tips = updates.stream()
                .mapToInt(update -> LoggedLine.objects(update, "accepts").size())
                .sum();
        for (Map<String, Object> update : updates) {
            String ref = LoggedLine.text(update, "ref");
            if (update.get("rules") instanceof List<?> rules && !rules.isEmpty()) {
                tables.update(ACCEPTED_REF, repository, ref, line.seq());
            }
            RestedTag.add(tables, repository, line, update);
            for (Map<String, Object> accepts : LoggedLine.objects(update, "accepts")) {
                WaitingTip.add(tables, repository, line, AcceptedTip.of(update, accepts), tips);
            }
        }
    }

    private void sighted(LoggedLine line) throws IOException {
        if (!(line.fields().get("keys") instanceof Map<?, ?> keys)) {
            return;
        }
        boolean installed = keys.get("installation") == Boolean.TRUE;
        long time = installed ? 0 : line.time().toEpochMilli();
        if (keys.get("met") instanceof List<?> met) {
            for (Object key : met) {
                String text = String.valueOf(key);
                int blank = text.lastIndexOf(' ');
                tables.update(SIGHTED, text.substring(0, Math.max(0, blank)), text.substring(blank + 1), time);
            }
        }
        if (keys.get("policy") instanceof String policy) {
            tables.update(POLICY, policy, keys.get("revoked") == Boolean.TRUE);
        }
    }

    private void consume(LoggedLine line, Map<String, Object> use) throws IOException {
        Optional<UseKind> kind = UseKind.of(LoggedLine.text(use, "kind"));
        if (kind.isPresent()) {
            tables.update(
                    CONSUMED,
                    HexFormat.of().parseHex(LoggedLine.text(use, "digest")),
                    kind.get().word(),
                    line.seq(),
                    line.time().toEpochMilli(),
                    LoggedLine.text(use, "note"));
        }
    }
}
