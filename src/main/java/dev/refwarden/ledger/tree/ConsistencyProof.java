package dev.refwarden.ledger.tree;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Claims that a tree is the beginning of a later one: nothing was changed or removed, only appended.
 *
 * @param path hashes of subtrees, lowest first, from which both roots follow
 */
public record ConsistencyProof(List<TreeHash> path) {
    public ConsistencyProof {
        path = List.copyOf(path);
    }

    /**
     * Makes the proof for two sizes of one tree (RFC 9162, section 2.1.4.1). It is as true as the stored hashes:
     * check it before it is handed out.
     *
     * @throws IllegalArgumentException if the later tree is the smaller one
     */
    public static ConsistencyProof of(long earlier, long later, Hashes stored) {
        if (earlier < 0 || earlier > later) {
            throw new IllegalArgumentException("a tree of " + later + " leaves after one of " + earlier);
        }
        if (earlier == 0 || earlier == later) {
            return new ConsistencyProof(List.of());
        }
        List<TreeHash> path = new ArrayList<>();
        LeafRange range = new LeafRange(0, later);
        while (range.end() != earlier) {
            boolean endsLeft = earlier <= range.middle();
            path.add((endsLeft ? range.right() : range.left()).hash(stored));
            range = endsLeft ? range.left() : range.right();
        }
        // A range from the first leaf on is the earlier tree itself, whose root is known.
        if (range.first() != 0) {
            path.add(range.hash(stored));
        }
        Collections.reverse(path);
        return new ConsistencyProof(path);
    }

    /** Checks the claim (RFC 9162, section 2.1.4.2). Both heads come from checkpoints that were verified. */
    public ProofCheck check(TreeHead earlier, TreeHead later) {
        if (earlier.size() > later.size()) {
            return ProofCheck.IMPOSSIBLE;
        }
        boolean isSame = earlier.size() == later.size();
        if (isSame || earlier.size() == 0) {
            if (!path.isEmpty()) {
                return ProofCheck.WRONG_LENGTH;
            }
            return isSame && !earlier.equals(later) ? ProofCheck.WRONG_ROOT : ProofCheck.VALID;
        }
        List<TreeHash> hashes = new ArrayList<>(path);
        if (Long.bitCount(earlier.size()) == 1) {
            hashes.add(0, earlier.root());
        }
        return hashes.isEmpty() ? ProofCheck.WRONG_LENGTH : climb(hashes, earlier, later);
    }

    /** From the subtree with the earlier tree's last leaf up to both roots at once. */
    private static ProofCheck climb(List<TreeHash> hashes, TreeHead earlier, TreeHead later) {
        int complete = Long.numberOfTrailingZeros(earlier.size());
        long at = (earlier.size() - 1) >> complete;
        long last = (later.size() - 1) >> complete;
        TreeHash earlierRoot = hashes.get(0);
        TreeHash laterRoot = hashes.get(0);
        for (TreeHash beside : hashes.subList(1, hashes.size())) {
            if (last == 0) {
                return ProofCheck.WRONG_LENGTH;
            }
            if ((at & 1) == 1 || at == last) {
                earlierRoot = TreeHash.ofNode(beside, earlierRoot);
                laterRoot = TreeHash.ofNode(beside, laterRoot);
                int unpaired = Long.numberOfTrailingZeros(at);
                at >>= unpaired;
                last >>= unpaired;
            } else {
                laterRoot = TreeHash.ofNode(laterRoot, beside);
            }
            at >>= 1;
            last >>= 1;
        }
        if (last != 0) {
            return ProofCheck.WRONG_LENGTH;
        }
        boolean areBoth = earlierRoot.equals(earlier.root()) && laterRoot.equals(later.root());
        return areBoth ? ProofCheck.VALID : ProofCheck.WRONG_ROOT;
    }
}
