package dev.refwarden.ledger.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refwarden.suite.Effort;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ProofsTest {
    private static final int LARGE = 260;
    private static final int SMALL = 18;
    private static final int BITS = 8 * TreeHash.BYTES;

    private final Random random = new Random(6962);
    private final TestTree tree = TestTree.random(LARGE, random);

    @Test
    void everyInclusionIsProved() {
        for (int size = 1; size <= LARGE; size++) {
            for (int leaf = 0; leaf < size; leaf++) {
                InclusionProof proof = InclusionProof.of(leaf, size, tree);
                assertThat(proof.path()).isEqualTo(definedPath(leaf, 0, size));
                assertThat(proof.check(tree.leaf(leaf), tree.head(size))).isEqualTo(ProofCheck.VALID);
            }
        }
    }

    @Test
    void everyConsistencyIsProved() {
        for (int later = 0; later <= LARGE; later++) {
            for (int earlier = 0; earlier <= later; earlier++) {
                ConsistencyProof proof = ConsistencyProof.of(earlier, later, tree);
                if (earlier > 0) {
                    assertThat(proof.path()).isEqualTo(definedSubproof(earlier, 0, later, true));
                }
                assertThat(proof.check(tree.head(earlier), tree.head(later))).isEqualTo(ProofCheck.VALID);
            }
        }
    }

    @Test
    void noFlippedBitOfAnInclusionIsValid() {
        for (int size = 1; size <= SMALL; size++) {
            for (int leaf = 0; leaf < size; leaf++) {
                InclusionProof proof = InclusionProof.of(leaf, size, tree);
                TreeHash hash = tree.leaf(leaf);
                TreeHead head = tree.head(size);
                int number = leaf;
                assertFlipsAreRefused(proof.path(), path -> new InclusionProof(number, path).check(hash, head));
                for (int bit = 0; bit < BITS; bit++) {
                    assertThat(proof.check(TestTree.flipped(hash, bit), head)).isEqualTo(ProofCheck.WRONG_ROOT);
                    assertThat(proof.check(hash, TestTree.flipped(head, bit))).isEqualTo(ProofCheck.WRONG_ROOT);
                }
            }
        }
    }

    @Test
    void noFlippedBitOfAConsistencyIsValid() {
        for (int later = 1; later <= SMALL; later++) {
            for (int earlier = 1; earlier <= later; earlier++) {
                ConsistencyProof proof = ConsistencyProof.of(earlier, later, tree);
                TreeHead before = tree.head(earlier);
                TreeHead after = tree.head(later);
                assertFlipsAreRefused(proof.path(), path -> new ConsistencyProof(path).check(before, after));
                for (int bit = 0; bit < BITS; bit++) {
                    assertThat(proof.check(TestTree.flipped(before, bit), after))
                            .isEqualTo(ProofCheck.WRONG_ROOT);
                    assertThat(proof.check(before, TestTree.flipped(after, bit)))
                            .isEqualTo(ProofCheck.WRONG_ROOT);
                }
            }
        }
    }

    @Test
    void flippedBitsOfLargeProofsAreRefused() {
        for (int size = LARGE / 2; size <= LARGE; size += Effort.step()) {
            for (int number = 1; number < size; number++) {
                TreeHead head = tree.head(size);
                TreeHash hash = tree.leaf(number);
                TreeHead before = tree.head(number);
                InclusionProof inclusion = InclusionProof.of(number, size, tree);
                ConsistencyProof consistency = ConsistencyProof.of(number, size, tree);
                long leaf = number;
                assertThat(new InclusionProof(leaf, damaged(inclusion.path())).check(hash, head))
                        .isEqualTo(ProofCheck.WRONG_ROOT);
                assertThat(new ConsistencyProof(damaged(consistency.path())).check(before, head))
                        .isEqualTo(ProofCheck.WRONG_ROOT);
            }
        }
    }

    @Test
    void proofsOfAnotherLengthAreRefused() {
        for (int size = 1; size <= 4 * SMALL; size++) {
            TreeHead head = tree.head(size);
            for (int number = 0; number < size; number++) {
                long leaf = number;
                TreeHash hash = tree.leaf(number);
                assertOtherLengthsAreRefused(
                        InclusionProof.of(leaf, size, tree).path(),
                        path -> new InclusionProof(leaf, path).check(hash, head));
                TreeHead before = tree.head(number);
                assertOtherLengthsAreRefused(
                        ConsistencyProof.of(number, size, tree).path(),
                        path -> new ConsistencyProof(path).check(before, head));
            }
            assertOtherLengthsAreRefused(List.of(), path -> new ConsistencyProof(path).check(head, head));
        }
    }

    @Test
    void aProofCountsForItsOwnLeafOnly() {
        for (int size = 1; size <= 4 * SMALL; size++) {
            for (int leaf = 0; leaf < size; leaf++) {
                InclusionProof proof = InclusionProof.of(leaf, size, tree);
                for (int other = -1; other <= size; other++) {
                    ProofCheck check = new InclusionProof(other, proof.path()).check(tree.leaf(leaf), tree.head(size));
                    assertThat(check == ProofCheck.VALID).isEqualTo(other == leaf);
                }
            }
        }
    }

    @Test
    void whatCannotBeIsRefused() {
        TreeHash leaf = tree.leaf(0);
        TreeHead head = tree.head(5);
        for (long number : new long[] {-1, 5, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertThat(new InclusionProof(number, List.of()).check(leaf, head)).isEqualTo(ProofCheck.IMPOSSIBLE);
        }
        assertThat(new InclusionProof(0, List.of()).check(leaf, TreeHead.EMPTY)).isEqualTo(ProofCheck.IMPOSSIBLE);
        assertThat(new ConsistencyProof(List.of()).check(head, tree.head(4))).isEqualTo(ProofCheck.IMPOSSIBLE);
        assertThatThrownBy(() -> InclusionProof.of(5, 5, tree)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> InclusionProof.of(-1, 5, tree)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ConsistencyProof.of(6, 5, tree)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ConsistencyProof.of(-1, 5, tree)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LeafRange(3, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LeafRange(-1, 3)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTreeThatWasRewrittenIsNotConsistent() {
        for (int changed = 0; changed < SMALL; changed++) {
            TestTree forged = new TestTree();
            for (int leaf = 0; leaf < 2 * SMALL; leaf++) {
                forged.append(new byte[] {(byte) leaf, (byte) (leaf == changed ? 1 : 0)});
            }
            TestTree honest = new TestTree();
            for (int leaf = 0; leaf < SMALL; leaf++) {
                honest.append(new byte[] {(byte) leaf, 0});
            }
            for (int later = SMALL; later <= 2 * SMALL; later++) {
                ConsistencyProof proof = ConsistencyProof.of(SMALL, later, forged);
                assertThat(proof.check(honest.head(SMALL), forged.head(later))).isEqualTo(ProofCheck.WRONG_ROOT);
            }
        }
    }

    @Test
    void proofsInTheLargestTreeAreMadeAndVerified() {
        Hashes same = (level, index) -> tree.leaf(level);
        TreeHead largest = MerkleFrontier.of(Long.MAX_VALUE, same).head();
        for (long size : new long[] {1, (1L << 62) - 1, 1L << 62, (1L << 62) + 1, Long.MAX_VALUE - 1}) {
            List<TreeHash> path =
                    ConsistencyProof.of(size, Long.MAX_VALUE, same).path();
            assertThat(path).hasSizeLessThanOrEqualTo(64);
            assertThat(new ConsistencyProof(path)
                            .check(MerkleFrontier.of(size, same).head(), largest))
                    .isNotIn(ProofCheck.WRONG_LENGTH, ProofCheck.IMPOSSIBLE);
            List<TreeHash> leafPath =
                    InclusionProof.of(size, Long.MAX_VALUE, same).path();
            assertThat(new InclusionProof(size, leafPath).check(tree.leaf(0), largest))
                    .isNotIn(ProofCheck.WRONG_LENGTH, ProofCheck.IMPOSSIBLE);
        }
    }

    /** PATH of RFC 9162, section 2.1.3.1, as it is written. */
    private List<TreeHash> definedPath(int leaf, int from, int end) {
        if (end - from == 1) {
            return List.of();
        }
        int middle = from + Integer.highestOneBit(end - from - 1);
        return leaf < middle
                ? with(definedPath(leaf, from, middle), tree.defined(middle, end))
                : with(definedPath(leaf, middle, end), tree.defined(from, middle));
    }

    /** SUBPROOF of RFC 9162, section 2.1.4.1, as it is written. */
    private List<TreeHash> definedSubproof(int size, int from, int end, boolean isKnown) {
        if (size == end - from) {
            return isKnown ? List.of() : List.of(tree.defined(from, end));
        }
        int half = Integer.highestOneBit(end - from - 1);
        return size <= half
                ? with(definedSubproof(size, from, from + half, isKnown), tree.defined(from + half, end))
                : with(definedSubproof(size - half, from + half, end, false), tree.defined(from, from + half));
    }

    private static List<TreeHash> with(List<TreeHash> path, TreeHash last) {
        List<TreeHash> longer = new ArrayList<>(path);
        longer.add(last);
        return longer;
    }

    /** With one bit of one hash flipped. */
    private List<TreeHash> damaged(List<TreeHash> path) {
        List<TreeHash> damaged = new ArrayList<>(path);
        int at = random.nextInt(path.size());
        damaged.set(at, TestTree.flipped(path.get(at), random.nextInt(BITS)));
        return damaged;
    }

    private static void assertFlipsAreRefused(List<TreeHash> path, Function<List<TreeHash>, ProofCheck> check) {
        for (int i = 0; i < path.size(); i++) {
            for (int bit = 0; bit < BITS; bit++) {
                List<TreeHash> damaged = new ArrayList<>(path);
                damaged.set(i, TestTree.flipped(path.get(i), bit));
                assertThat(check.apply(damaged)).isEqualTo(ProofCheck.WRONG_ROOT);
            }
        }
    }

    private static void assertOtherLengthsAreRefused(List<TreeHash> path, Function<List<TreeHash>, ProofCheck> check) {
        for (int i = 0; i < path.size(); i++) {
            List<TreeHash> shorter = new ArrayList<>(path);
            shorter.remove(i);
            assertThat(check.apply(shorter)).isEqualTo(ProofCheck.WRONG_LENGTH);
        }
        for (int i = 0; i <= path.size(); i++) {
            List<TreeHash> longer = new ArrayList<>(path);
            longer.add(i, TreeHash.EMPTY_TREE);
            assertThat(check.apply(longer)).isEqualTo(ProofCheck.WRONG_LENGTH);
        }
    }
}
