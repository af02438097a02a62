package dev.refwarden.ledger.tree;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that must be known of a tree to append to it: the hashes of the complete subtrees that it consists of, left to
 * right, the largest first. There are as many as the size has binary ones, at most 63.
 */
public final class MerkleFrontier {
    public static final MerkleFrontier EMPTY = new MerkleFrontier(0, List.of());

    private final long size;
    private final List<TreeHash> hashes;

    private MerkleFrontier(long size, List<TreeHash> hashes) {
        this.size = size;
        this.hashes = List.copyOf(hashes);
    }

    /**
     * What appending a leaf gives.
     *
     * @param completed the hashes to store, in the order of {@link StoredHashes#completedBy}
     */
    public record Growth(MerkleFrontier frontier, List<StoredHash> completed) {
        public Growth {
            completed = List.copyOf(completed);
        }
    }

    /**
     * The frontier of the first leaves of a tree whose hashes are stored.
     *
     * @param size of how many leaves
     * @throws IllegalArgumentException if it is below 0
     */
    public static MerkleFrontier of(long size, Hashes stored) {
        if (size == 0) {
            return EMPTY;
        }
        List<TreeHash> hashes = new ArrayList<>();
        for (Subtree subtree : new LeafRange(0, size).subtrees()) {
            hashes.add(stored.at(subtree.level(), subtree.index()));
        }
        return new MerkleFrontier(size, hashes);
    }

    /** Reads what {@link #toBytes} writes, and nothing else. Does not prove that the hashes are those of any lines. */
    public static Optional<MerkleFrontier> parse(byte[] bytes) {
        if (bytes.length < Long.BYTES) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        long size = in.getLong();
        if (size < 0 || in.remaining() != Long.bitCount(size) * TreeHash.BYTES) {
            return Optional.empty();
        }
        List<TreeHash> hashes = new ArrayList<>();
        while (in.hasRemaining()) {
            byte[] hash = new byte[TreeHash.BYTES];
            in.get(hash);
            hashes.add(TreeHash.ofBytes(hash));
        }
        return Optional.of(new MerkleFrontier(size, hashes));
    }

    /** The size as eight bytes, most significant first, then the hashes. */
    public byte[] toBytes() {
        ByteBuffer out = ByteBuffer.allocate(Long.BYTES + hashes.size() * TreeHash.BYTES);
        out.putLong(size);
        hashes.forEach(hash -> out.put(hash.bytes()));
        return out.array();
    }

    /** How many leaves the tree has. */
    public long size() {
        return size;
    }

    public List<TreeHash> hashes() {
        return hashes;
    }

    /** The tree's size and root. */
    public TreeHead head() {
        return hashes.isEmpty() ? TreeHead.EMPTY : new TreeHead(size, LeafRange.join(hashes));
    }

    /**
     * The tree with one more leaf.
     *
     * @param leaf from {@link TreeHash#ofLeaf}
     * @throws IllegalArgumentException if the tree has 2<sup>63</sup> - 1 leaves already
     */
    public Growth append(TreeHash leaf) {
        List<TreeHash> next = new ArrayList<>(hashes);
        List<StoredHash> completed = new ArrayList<>();
        TreeHash hash = leaf;
        for (Subtree subtree : StoredHashes.completedBy(size)) {
            if (subtree.level() > 0) {
                hash = TreeHash.ofNode(next.remove(next.size() - 1), hash);
            }
            completed.add(new StoredHash(subtree, hash));
        }
        next.add(hash);
        return new Growth(new MerkleFrontier(size + 1, next), completed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MerkleFrontier frontier && size == frontier.size && hashes.equals(frontier.hashes);
    }

    @Override
    public int hashCode() {
        return hashes.hashCode();
    }

    @Override
    public String toString() {
        return size + " " + hashes;
    }
}
