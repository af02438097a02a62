package dev.refwarden.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The tables that follow from the lines, recomputed by the statements that write those of a ledger. Of most rows no
 * more is kept than hashes, so that what all rows of a table come to can be compared.
 */
final class ComputedTables implements Tables {
    private final RowSums sums = new RowSums();
    private final Map<String, Writing> writings = new HashMap<>();
    private final ComputedNames names;
    private final Consequences.Past past;
    private final Map<String, Long> repositories = new HashMap<>();
    private final Map<Long, Long> latest = new TreeMap<>();
    private final PassingRows waiting = new PassingRows(sums.of("waiting"));

    /**
     * @param folder for what does not fit into memory
     * @param past the lines before
     */
    ComputedTables(Path folder, Consequences.Past past) {
        this.past = past;
        this.names = new ComputedNames(sums, folder);
        Map.of(
                        "subtrees", Rebuilt.SUBTREES,
                        "cases", Consequences.CASES,
                        "answers", Consequences.ANSWERS,
                        "decisions", DecisionRows.DECISIONS,
                        "decision_refs", DecisionRows.REFS,
                        "decision_names", DecisionRows.NAMES,
                        "decision_objects", DecisionRows.OBJECTS)
                .forEach((table, insert) -> {
                    RowSums.Sum sum = sums.of(table);
                    writings.put(insert, row -> sum.add(sums.hash(row)));
                });
        writings.put(Consequences.REPOSITORY, row -> repositories.put((String) row[1], number(row[0])));
        writings.put(Consequences.LATEST, row -> latest.put(number(row[1]), number(row[0])));
        writings.put(WaitingTip.INSERT, this::await);
        writings.put(
                WaitingTip.DONE,
                row -> waiting.remove(new PassingRows.Push(number(row[0]), number(row[1])), (String) row[2]));
        writings.put(WaitingTip.TOO_LONG, row -> waiting.removeBefore(number(row[0]), number(row[1])));
        new ComputedRests(sums).addTo(writings);
        new ComputedRows(sums, folder).addTo(writings);
        new ComputedSettled(sums, folder).addTo(writings);
        new ComputedRefs(sums, folder).addTo(writings);
    }

    /** Does what one statement does. */
    @FunctionalInterface
    interface Writing {
        /** @param row the parameters of the statement */
        void write(Object[] row) throws IOException;
    }

    static long number(Object parameter) {
        return ((Number) parameter).longValue();
    }

    /** The hash of a row as the sums take it. */
    long hash(Object... row) {
        return sums.hash(row);
    }

    /** What all rows of a table come to. */
    RowSums.Sum sum(String table) {
        if (!table.equals("repositories")) {
            return sums.of(table);
        }
        RowSums.Sum sum = new RowSums.Sum();
        repositories.forEach((name, id) -> sum.add(sums.hash(id, name, latest.getOrDefault(id, 0L))));
        return sum;
    }

    @Override
    public void update(String sql, Object... parameters) throws IOException {
        writing(sql).write(parameters);
    }

    @Override
    public void insert(String insert, List<Object[]> rows) throws IOException {
        Writing writing = writing(insert);
        for (Object[] row : rows) {
            writing.write(row);
        }
    }

    private Writing writing(String sql) {
        return Objects.requireNonNull(writings.get(sql), sql);
    }

    @Override
    public Map<String, Long> of(Collection<String> some) throws IOException {
        return names.of(some);
    }

    @Override
    public Optional<Long> repository(String name) {
        return Optional.ofNullable(repositories.get(name));
    }

    @Override
    public long newestRepository() {
        return repositories.size();
    }

    /** In the order of the table's columns, which is not that of the statement. */
    private void await(Object[] row) {
        Object[] columns = row.clone();
        columns[2] = row[4];
        columns[3] = row[2];
        columns[4] = row[3];
        waiting.add(
                new PassingRows.Push(number(row[0]), number(row[1])),
                new PassingRows.Row((String) row[4], (String) row[2], number(row[14]), sums.hash(columns), 0));
    }

    @Override
    public List<AcceptedTip> waiting(long repository, long seq) throws IOException {
        List<PassingRows.Row> rows = waiting.of(new PassingRows.Push(repository, seq));
        if (rows.isEmpty()) {
            return List.of();
        }
        LoggedLine line =
                past.line(seq).orElseThrow(() -> new LedgerUnavailable("line " + seq + " of the log is missing"));
        Set<Map.Entry<String, String>> those = new HashSet<>();
        rows.forEach(row -> those.add(Map.entry(row.ref(), row.rule())));
        List<AcceptedTip> tips = new ArrayList<>();
        for (Map<String, Object> update : line.objects("updates")) {
            for (Map<String, Object> accepts : LoggedLine.objects(update, "accepts")) {
                if (those.contains(Map.entry(LoggedLine.text(update, "ref"), LoggedLine.text(accepts, "rule")))) {
                    tips.add(AcceptedTip.of(update, accepts));
                }
            }
        }
        tips.sort(
                Comparator.<AcceptedTip, byte[]>comparing(tip -> bytes(tip.ref().value()), Arrays::compareUnsigned)
                        .thenComparing(tip -> bytes(tip.rule()), Arrays::compareUnsigned));
        return tips;
    }

    /** Databases order texts by these. */
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
