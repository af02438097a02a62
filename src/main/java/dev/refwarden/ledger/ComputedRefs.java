package dev.refwarden.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** What was last accepted for each ref, and last seen to have landed there, recomputed. */
final class ComputedRefs {
    private final RowSums sums;
    private final RowSums.Sum sum;
    private final NumbersByHash accepted;
    private final NumbersByHash landed;

    /** @param folder for what does not fit into memory */
    ComputedRefs(RowSums sums, Path folder) {
        this.sums = sums;
        this.sum = sums.of("refs");
        this.accepted = new NumbersByHash(folder);
        this.landed = new NumbersByHash(folder);
    }

    void addTo(Map<String, ComputedTables.Writing> writings) {
        writings.put(Consequences.ACCEPTED_REF, row -> accept(row[0], row[1], ComputedTables.number(row[2])));
        writings.put(Consequences.LANDED_REF, row -> land(row[1], row[2], ComputedTables.number(row[0])));
    }

    private void accept(Object repository, Object ref, long seq) throws IOException {
        long key = sums.hash(repository, ref);
        long before = accepted.put(key, seq);
        // What was never accepted never landed.
        long there = before == NumbersByHash.NONE ? 0 : landed(key);
        if (before != NumbersByHash.NONE) {
            sum.remove(sums.hash(repository, ref, before, there));
        }
        sum.add(sums.hash(repository, ref, seq, there));
    }

    private void land(Object repository, Object ref, long seq) throws IOException {
        long key = sums.hash(repository, ref);
        long known = accepted.get(key);
        long before = landed(key);
        if (known != NumbersByHash.NONE && before < seq) {
            sum.remove(sums.hash(repository, ref, known, before));
            landed.put(key, seq);
            sum.add(sums.hash(repository, ref, known, seq));
        }
    }

    private long landed(long key) {
        long seq = landed.get(key);
        return seq == NumbersByHash.NONE ? 0 : seq;
    }
}
