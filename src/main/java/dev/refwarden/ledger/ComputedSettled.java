package dev.refwarden.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The commits that are settled, recomputed. */
final class ComputedSettled {
    private final RowSums sums;
    private final RowSums.Sum sum;
    private final NumbersByHash rows;

    /** @param folder for what does not fit into memory */
    ComputedSettled(RowSums sums, Path folder) {
        this.sums = sums;
        this.sum = sums.of("settled");
        this.rows = new NumbersByHash(folder);
    }

    void addTo(Map<String, ComputedTables.Writing> writings) {
        writings.put(SettledTips.INSERT, this::add);
        writings.put(SettledTips.EXTENDED, row -> remove(row[0], row[1], row[2], row[3], row[4]));
        writings.put(SettledTips.REPLACED, this::replace);
    }

    private void add(Object[] row) throws IOException {
        long key = sums.hash(row[0], row[1], row[2], row[3], row[4]);
        long hash = sums.hash(row);
        if (rows.putFirst(key, hash) == NumbersByHash.NONE) {
            sum.add(hash);
        }
    }

    private void remove(Object... key) {
        long hash = rows.remove(sums.hash(key));
        if (hash != NumbersByHash.NONE) {
            sum.remove(hash);
        }
    }

    /** Of the aspects, those of the commits' scope are to be the same, and no others than these. */
    private void replace(Object[] row) {
        long aspects = ComputedTables.number(row[4]);
        long scopes = ComputedTables.number(row[6]);
        long others = aspects & ~ComputedTables.number(row[5]);
        for (long some = others; ; some = some - 1 & others) {
            remove(row[0], row[1], row[2], some | scopes, row[3]);
            if (some == 0) {
                break;
            }
        }
    }
}
