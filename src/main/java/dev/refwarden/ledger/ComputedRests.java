package dev.refwarden.ledger;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The tags that were accepted for a branch of the same push, recomputed. */
final class ComputedRests {
    private final RowSums sums;
    private final RowSums.Sum sum;
    private final PassingRows passing;
    /** Those that landed alone. */
    private final Map<Tag, Long> alarmed = new HashMap<>();

    ComputedRests(RowSums sums) {
        this.sums = sums;
        this.sum = sums.of("resting");
        this.passing = new PassingRows(sum);
    }

    private record Tag(PassingRows.Push push, String ref) {}

    void addTo(Map<String, ComputedTables.Writing> writings) {
        writings.put(RestedTag.INSERT, this::add);
        writings.put(RestedTag.ALONE, row -> alarm(tag(row)));
        writings.put(RestedTag.TOGETHER, row -> remove(tag(row)));
        writings.put(
                RestedTag.FORGOTTEN,
                row -> passing.removeBefore(ComputedTables.number(row[0]), ComputedTables.number(row[1])));
    }

    private static Tag tag(Object[] row) {
        return new Tag(
                new PassingRows.Push(ComputedTables.number(row[0]), ComputedTables.number(row[1])), (String) row[2]);
    }

    private void add(Object[] row) {
        Object[] columns = Arrays.copyOf(row, row.length + 1);
        long time = ComputedTables.number(row[row.length - 1]);
        Tag tag = tag(row);
        columns[row.length] = 1L;
        long warning = sums.hash(columns);
        columns[row.length] = 0L;
        passing.add(tag.push(), new PassingRows.Row(tag.ref(), "", time, sums.hash(columns), warning));
    }

    private void alarm(Tag tag) {
        for (PassingRows.Row row : passing.remove(tag.push(), tag.ref())) {
            sum.add(row.alarmed());
            alarmed.put(tag, row.alarmed());
        }
    }

    private void remove(Tag tag) {
        passing.remove(tag.push(), tag.ref());
        Long hash = alarmed.remove(tag);
        if (hash != null) {
            sum.remove(hash);
        }
    }
}
