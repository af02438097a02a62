package dev.refwarden.ledger.tree;

import java.util.ArrayList;
import java.util.List;

/** Which hashes to store: those of complete subtrees, fewer than two for each leaf. Every proof is made from them. */
public final class StoredHashes {
    private StoredHashes() {}

    /**
     * The subtrees that become complete with a leaf, from the leaf itself upwards.
     *
     * @param leaf its number, from 0
     * @throws IllegalArgumentException if there is no such leaf
     */
    public static List<Subtree> completedBy(long leaf) {
        if (leaf < 0 || leaf == Long.MAX_VALUE) {
            throw new IllegalArgumentException("no leaf: " + leaf);
        }
        List<Subtree> completed = new ArrayList<>();
        int highest = Long.numberOfTrailingZeros(leaf + 1);
        for (int level = 0; level <= highest; level++) {
            completed.add(new Subtree(level, leaf >> level));
        }
        return completed;
    }

    /**
     * How many hashes are stored for a tree; a table with another number of rows is damaged.
     *
     * @throws IllegalArgumentException if no tree has this size, or one so large that the number is above
     * 2<sup>63</sup>
     */
    public static long count(long size) {
        if (size < 0 || size > Long.MAX_VALUE / 2) {
            throw new IllegalArgumentException("a tree of " + size + " leaves");
        }
        return 2 * size - Long.bitCount(size);
    }
}
