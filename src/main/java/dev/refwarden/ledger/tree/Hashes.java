package dev.refwarden.ledger.tree;

/** Stored hashes of complete subtrees, as {@link StoredHashes} lists them. */
@FunctionalInterface
public interface Hashes {
    /**
     * The hash of a complete subtree. Throws an unchecked exception where it is missing or cannot be read, which
     * reaches whoever asked for the proof.
     *
     * @param level 0 for a leaf
     * @param index which of the subtrees of this level, from 0
     */
    TreeHash at(int level, long index);
}
