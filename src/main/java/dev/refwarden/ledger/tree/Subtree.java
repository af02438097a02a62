package dev.refwarden.ledger.tree;

/**
 * A place in the tree where a complete subtree is or will be: it has 2<sup>level</sup> leaves, and never changes
 * again once all of them are there.
 *
 * @param level 0 for a leaf, at most 62
 * @param index which of the subtrees of this level, from 0
 */
public record Subtree(int level, long index) {
    static final int HIGHEST_LEVEL = 62;

    /** @throws IllegalArgumentException if its leaves have no numbers below 2<sup>63</sup> */
    public Subtree {
        if (level < 0 || level > HIGHEST_LEVEL || index < 0 || index > Long.MAX_VALUE >> level) {
            throw new IllegalArgumentException("no subtree: level " + level + ", index " + index);
        }
    }

    /** The number of its first leaf, from 0. */
    public long firstLeaf() {
        return index << level;
    }

    /** How many leaves it has. */
    public long leaves() {
        return 1L << level;
    }
}
