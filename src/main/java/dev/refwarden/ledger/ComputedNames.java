package dev.refwarden.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The numbers of names, recomputed. */
final class ComputedNames implements Names {
    private static final int MOST_AT_HAND = 10_000;

    private final RowSums sums;
    private final RowSums.Sum sum;
    private final Map<String, Long> atHand = new HashMap<>();
    private final NumbersByHash all;
    private long newest;

    ComputedNames(RowSums sums, Path folder) {
        this.sums = sums;
        this.sum = sums.of("names");
        this.all = new NumbersByHash(folder);
    }

    @Override
    public Map<String, Long> of(Collection<String> names) throws IOException {
        if (atHand.size() + names.size() > MOST_AT_HAND) {
            atHand.clear();
        }
        for (String name : names) {
            if (!atHand.containsKey(name)) {
                atHand.put(name, number(name));
            }
        }
        return atHand;
    }

    private long number(String name) throws IOException {
        long hash = sums.hash(name);
        long known = all.putFirst(hash, newest + 1);
        if (known != NumbersByHash.NONE) {
            return known;
        }
        newest++;
        sum.add(sums.hash(newest, name));
        return newest;
    }
}
