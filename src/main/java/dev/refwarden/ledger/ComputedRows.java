package dev.refwarden.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Tables whose rows come, and seldom or never go, recomputed. */
final class ComputedRows {
    private final RowSums sums;
    private final Path folder;

    /** @param folder for what does not fit into memory */
    ComputedRows(RowSums sums, Path folder) {
        this.sums = sums;
        this.folder = folder;
    }

    /** A table, of which is kept what its keys and its rows come to. */
    private record Table(RowSums.Sum sum, NumbersByHash rows) {
        /** The first row of a key stays. */
        void first(long key, long row) throws IOException {
            if (rows.putFirst(key, row) == NumbersByHash.NONE) {
                sum.add(row);
            }
        }

        /** The last row of a key counts. */
        void last(long key, long row) throws IOException {
            long before = rows.put(key, row);
            if (before != NumbersByHash.NONE) {
                sum.remove(before);
            }
            sum.add(row);
        }
    }

    void addTo(Map<String, ComputedTables.Writing> writings) {
        Table accepted = table("accepted");
        writings.put(Consequences.ACCEPTED, row -> {
            long hash = sums.hash(row);
            accepted.first(hash, hash);
        });
        Table consumed = table("consumed");
        writings.put(Consequences.CONSUMED, row -> consumed.first(sums.hash(row[0], row[1], row[2]), sums.hash(row)));
        Table policies = table("policies");
        writings.put(Consequences.POLICY, row -> policies.first(sums.hash(row[0]), sums.hash(row)));
        Table places = table("places");
        writings.put(Consequences.PLACE, row -> places.last(sums.hash(row[0], row[1]), sums.hash(row)));
        Table sightings = table("sightings");
        // The table has the person in front, the statement the fingerprint.
        writings.put(
                Consequences.SIGHTED,
                row -> sightings.first(sums.hash(row[1], row[0]), sums.hash(row[1], row[0], row[2])));
        writings.put(
                Inheriting.SIGHTED_THEN,
                row -> sightings.last(sums.hash(row[1], row[0]), sums.hash(row[1], row[0], row[2])));
    }

    private Table table(String name) {
        return new Table(sums.of(name), new NumbersByHash(folder));
    }
}
