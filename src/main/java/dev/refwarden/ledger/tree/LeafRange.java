package dev.refwarden.ledger.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * Some leaves in a row that RFC 6962 gives one hash: they begin where a subtree of their size could.
 *
 * @param first the number of the first leaf, from 0
 * @param end the number after the last one
 */
record LeafRange(long first, long end) {
    /** @throws IllegalArgumentException if there are none */
    LeafRange {
        if (first < 0 || end <= first) {
            throw new IllegalArgumentException("no leaves: from " + first + " to before " + end);
        }
    }

    long leaves() {
        return end - first;
    }

    /** The leaf at which the range is cut in two: the left part has the largest power of two below the size. */
    long middle() {
        return first + Long.highestOneBit(leaves() - 1);
    }

    LeafRange left() {
        return new LeafRange(first, middle());
    }

    LeafRange right() {
        return new LeafRange(middle(), end);
    }

    /** The complete subtrees that make up the range, left to right, each smaller than the one before. */
    List<Subtree> subtrees() {
        List<Subtree> subtrees = new ArrayList<>();
        long from = first;
        while (from < end) {
            int level = Long.SIZE - 1 - Long.numberOfLeadingZeros(end - from);
            subtrees.add(new Subtree(level, from >> level));
            from += 1L << level;
        }
        return subtrees;
    }

    TreeHash hash(Hashes hashes) {
        List<TreeHash> parts = new ArrayList<>();
        for (Subtree subtree : subtrees()) {
            parts.add(hashes.at(subtree.level(), subtree.index()));
        }
        return join(parts);
    }

    /** The hash over complete subtrees, left to right, of which each is smaller than the one before. */
    static TreeHash join(List<TreeHash> parts) {
        TreeHash hash = parts.get(parts.size() - 1);
        for (int i = parts.size() - 2; i >= 0; i--) {
            hash = TreeHash.ofNode(parts.get(i), hash);
        }
        return hash;
    }
}
