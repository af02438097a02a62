package dev.refwarden.ledger.tree;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Claims that a leaf is in a tree, at one place.
 *
 * @param leaf the leaf's number, from 0; as claimed, so it may be any number
 * @param path the hashes of the subtrees next to the way from the leaf to the root, lowest first
 */
public record InclusionProof(long leaf, List<TreeHash> path) {
    public InclusionProof {
        path = List.copyOf(path);
    }

    /**
     * Makes the proof for a leaf (RFC 9162, section 2.1.3.1). It is as true as the stored hashes: check it before it
     * is handed out.
     *
     * @param leaf the leaf's number, from 0
     * @param size of the tree in which it is
     * @throws IllegalArgumentException if there is no such leaf in it
     */
    public static InclusionProof of(long leaf, long size, Hashes stored) {
        if (leaf < 0 || leaf >= size) {
            throw new IllegalArgumentException("no leaf " + leaf + " in a tree of " + size);
        }
        List<TreeHash> path = new ArrayList<>();
        LeafRange range = new LeafRange(0, size);
        while (range.leaves() > 1) {
            boolean isLeft = leaf < range.middle();
            path.add((isLeft ? range.right() : range.left()).hash(stored));
            range = isLeft ? range.left() : range.right();
        }
        Collections.reverse(path);
        return new InclusionProof(leaf, path);
    }

    /**
     * Checks the claim (RFC 9162, section 2.1.3.2).
     *
     * @param hash the hash of the leaf, from the line itself
     * @param head the tree, from a checkpoint that was verified
     */
    public ProofCheck check(TreeHash hash, TreeHead head) {
        if (leaf < 0 || leaf >= head.size()) {
            return ProofCheck.IMPOSSIBLE;
        }
        long at = leaf;
        long last = head.size() - 1;
        TreeHash root = hash;
        for (TreeHash beside : path) {
            if (last == 0) {
                return ProofCheck.WRONG_LENGTH;
            }
            if ((at & 1) == 1 || at == last) {
                root = TreeHash.ofNode(beside, root);
                int unpaired = Long.numberOfTrailingZeros(at);
                at >>= unpaired;
                last >>= unpaired;
            } else {
                root = TreeHash.ofNode(root, beside);
            }
            at >>= 1;
            last >>= 1;
        }
        if (last != 0) {
            return ProofCheck.WRONG_LENGTH;
        }
        return root.equals(head.root()) ? ProofCheck.VALID : ProofCheck.WRONG_ROOT;
    }
}
