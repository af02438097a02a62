package dev.refwarden.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rows of a table from which each goes after a while: of pushes that may land, until they did. */
final class PassingRows {
    private final RowSums.Sum sum;
    private final Map<Push, List<Row>> rows = new HashMap<>();
    private final Map<Long, NavigableMap<Long, Set<Long>>> byTime = new HashMap<>();

    /** @param sum what all rows come to */
    PassingRows(RowSums.Sum sum) {
        this.sum = sum;
    }

    /** The push that a line tells of. */
    record Push(long repository, long seq) {}

    /**
     * A row of a push.
     *
     * @param hash of all of it
     * @param alarmed the same once an alarm was raised; then it stays
     */
    record Row(String ref, String rule, long time, long hash, long alarmed) {}

    void add(Push push, Row row) {
        sum.add(row.hash());
        rows.computeIfAbsent(push, none -> new ArrayList<>(1)).add(row);
        byTime.computeIfAbsent(push.repository(), none -> new TreeMap<>())
                .computeIfAbsent(row.time(), none -> new TreeSet<>())
                .add(push.seq());
    }

    /** All that there are of a push. */
    List<Row> of(Push push) {
        return rows.getOrDefault(push, List.of());
    }

    /** Takes away what there is of a push for one ref, which it gives. */
    List<Row> remove(Push push, String ref) {
        List<Row> removed = new ArrayList<>(1);
        List<Row> left = rows.getOrDefault(push, List.of());
        left.stream().filter(row -> row.ref().equals(ref)).forEach(removed::add);
        removed.forEach(row -> sum.remove(row.hash()));
        if (!removed.isEmpty() && removed.size() == left.size()) {
            rows.remove(push);
            forget(push, removed.get(0).time());
        } else if (!removed.isEmpty()) {
            left.removeAll(removed);
        }
        return removed;
    }

    private void forget(Push push, long time) {
        NavigableMap<Long, Set<Long>> times = Objects.requireNonNull(byTime.get(push.repository()));
        Set<Long> pushes = Objects.requireNonNull(times.get(time));
        pushes.remove(push.seq());
        if (pushes.isEmpty()) {
            times.remove(time);
        }
    }

    /** Takes away whatever is older. */
    void removeBefore(long repository, long time) {
        NavigableMap<Long, Set<Long>> times = byTime.get(repository);
        while (times != null && !times.isEmpty() && times.firstKey() < time) {
            for (long seq : times.pollFirstEntry().getValue()) {
                Objects.requireNonNull(rows.remove(new Push(repository, seq))).forEach(row -> sum.remove(row.hash()));
            }
        }
    }
}
