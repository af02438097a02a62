package dev.refwarden.ledger.tree;

/**
 * A tree at some moment. Two different trees of one size have different roots.
 *
 * @param size how many leaves it has
 * @param root the hash of all of them
 */
public record TreeHead(long size, TreeHash root) {
    public static final TreeHead EMPTY = new TreeHead(0, TreeHash.EMPTY_TREE);

    /** @throws IllegalArgumentException if no tree has this size, or the empty tree another root */
    public TreeHead {
        if (size < 0) {
            throw new IllegalArgumentException("a tree of " + size + " leaves");
        }
        if (size == 0 && !root.equals(TreeHash.EMPTY_TREE)) {
            throw new IllegalArgumentException("an empty tree has one root only");
        }
    }
}
