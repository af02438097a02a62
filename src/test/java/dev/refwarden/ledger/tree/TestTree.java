package dev.refwarden.ledger.tree;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A tree that grew leaf by leaf and stored its hashes; next to it the definition of RFC 6962, section 2.1, as it is
 * written.
 */
final class TestTree implements Hashes {
    private final List<TreeHash> leaves = new ArrayList<>();
    private final Map<Subtree, TreeHash> stored = new HashMap<>();
    private final Map<LeafRange, TreeHash> defined = new HashMap<>();
    private MerkleFrontier frontier = MerkleFrontier.EMPTY;

    /** One of {@code size} random leaves. */
    static TestTree random(int size, Random random) {
        TestTree tree = new TestTree();
        for (int i = 0; i < size; i++) {
            byte[] leaf = new byte[random.nextInt(100)];
            random.nextBytes(leaf);
            tree.append(leaf);
        }
        return tree;
    }

    static TestTree ofLines(int size) {
        TestTree tree = new TestTree();
        for (int i = 1; i <= size; i++) {
            tree.append(("{\"seq\":" + i + "}").getBytes(US_ASCII));
        }
        return tree;
    }

    /** Answers what was new to store. */
    List<StoredHash> append(byte[] leaf) {
        TreeHash hash = TreeHash.ofLeaf(leaf);
        MerkleFrontier.Growth growth = frontier.append(hash);
        frontier = growth.frontier();
        leaves.add(hash);
        growth.completed().forEach(row -> stored.put(row.subtree(), row.hash()));
        return growth.completed();
    }

    int size() {
        return leaves.size();
    }

    int rows() {
        return stored.size();
    }

    TreeHash leaf(int number) {
        return leaves.get(number);
    }

    MerkleFrontier frontier() {
        return frontier;
    }

    @Override
    public TreeHash at(int level, long index) {
        TreeHash hash = stored.get(new Subtree(level, index));
        if (hash == null) {
            throw new IllegalStateException("not stored: level " + level + ", index " + index);
        }
        return hash;
    }

    /** The head of the first {@code size} leaves, by definition. */
    TreeHead head(int size) {
        return size == 0 ? TreeHead.EMPTY : new TreeHead(size, defined(0, size));
    }

    /** MTH of the leaves from {@code from} to before {@code end}. */
    TreeHash defined(int from, int end) {
        if (end - from == 1) {
            return leaves.get(from);
        }
        LeafRange range = new LeafRange(from, end);
        TreeHash known = defined.get(range);
        if (known == null) {
            int half = 1;
            while (2 * half < end - from) {
                half *= 2;
            }
            known = TreeHash.ofNode(defined(from, from + half), defined(from + half, end));
            defined.put(range, known);
        }
        return known;
    }

    static TreeHash flipped(TreeHash hash, int bit) {
        byte[] bytes = hash.bytes();
        bytes[bit / 8] ^= (byte) (1 << (bit % 8));
        return TreeHash.ofBytes(bytes);
    }

    static TreeHead flipped(TreeHead head, int bit) {
        return new TreeHead(head.size(), flipped(head.root(), bit));
    }
}
