package dev.refwarden.ledger.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MerkleFrontierTest {
    private static final int MANY = 600;
    private static final TreeHash LEAF = TreeHash.ofLeaf(new byte[] {1});

    private final Random random = new Random(42);

    @Test
    void theRootIsTheDefinedOneAfterEveryLeaf() {
        TestTree tree = new TestTree();
        for (int size = 1; size <= MANY; size++) {
            byte[] leaf = new byte[random.nextInt(50)];
            random.nextBytes(leaf);
            tree.append(leaf);
            assertThat(tree.frontier().head()).isEqualTo(tree.head(size));
            assertThat(tree.frontier().hashes()).hasSize(Integer.bitCount(size));
        }
        for (int size = 0; size <= MANY; size++) {
            assertThat(MerkleFrontier.of(size, tree).head()).isEqualTo(tree.head(size));
        }
    }

    @Test
    void whatIsStoredIsEveryCompleteSubtreeOnce() {
        TestTree tree = new TestTree();
        for (int leaf = 0; leaf < MANY; leaf++) {
            List<StoredHash> completed = tree.append(new byte[] {(byte) leaf, (byte) (leaf >> 8)});
            assertThat(completed).extracting(StoredHash::subtree).isEqualTo(StoredHashes.completedBy(leaf));
            for (StoredHash row : completed) {
                int first = (int) row.subtree().firstLeaf();
                int end = first + (int) row.subtree().leaves();
                assertThat(end).isEqualTo(leaf + 1);
                assertThat(row.hash()).isEqualTo(tree.defined(first, end));
            }
            assertThat(tree.rows()).isEqualTo((int) StoredHashes.count(leaf + 1));
        }
    }

    @Test
    void subtreesCompletedByALeafAreThoseThatEndWithIt() {
        assertThat(StoredHashes.completedBy(0)).containsExactly(new Subtree(0, 0));
        assertThat(StoredHashes.completedBy(6)).containsExactly(new Subtree(0, 6));
        assertThat(StoredHashes.completedBy(7))
                .containsExactly(new Subtree(0, 7), new Subtree(1, 3), new Subtree(2, 1), new Subtree(3, 0));
        assertThat(StoredHashes.completedBy((1L << 62) - 1)).hasSize(63).endsWith(new Subtree(62, 0));
        assertThatThrownBy(() -> StoredHashes.completedBy(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StoredHashes.completedBy(Long.MAX_VALUE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void thereAreNoOtherPlaces() {
        assertThat(new Subtree(62, 1).firstLeaf()).isEqualTo(1L << 62);
        assertThatThrownBy(() -> new Subtree(63, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Subtree(-1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Subtree(0, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Subtree(62, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StoredHashes.count(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MerkleFrontier.of(-1, (level, index) -> LEAF))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void bytesAreReadBackAndGrowOn() {
        TestTree tree = TestTree.random(MANY, random);
        LongStream.rangeClosed(0, MANY).forEach(size -> {
            MerkleFrontier frontier = MerkleFrontier.of(size, tree);
            byte[] bytes = frontier.toBytes();
            assertThat(bytes).hasSize(8 + 32 * Long.bitCount(size));
            MerkleFrontier read = MerkleFrontier.parse(bytes).orElseThrow();
            assertThat(read).isEqualTo(frontier).hasSameHashCodeAs(frontier);
            assertThat(read.toBytes()).isEqualTo(bytes);
            assertThat(read.append(LEAF)).isEqualTo(frontier.append(LEAF));
        });
    }

    @Test
    void damagedBytesAreNotRead() {
        byte[] bytes = TestTree.random(11, random).frontier().toBytes();
        for (int length = 0; length < bytes.length; length++) {
            assertThat(MerkleFrontier.parse(Arrays.copyOf(bytes, length))).isEmpty();
        }
        assertThat(MerkleFrontier.parse(Arrays.copyOf(bytes, bytes.length + 1))).isEmpty();
        assertThat(MerkleFrontier.parse(Arrays.copyOf(bytes, bytes.length + 32)))
                .isEmpty();
        byte[] otherSize = bytes.clone();
        otherSize[7] = 10;
        assertThat(MerkleFrontier.parse(otherSize)).isEmpty();
        byte[] negative = bytes.clone();
        negative[0] = (byte) 0x80;
        negative[7] = 10;
        assertThat(MerkleFrontier.parse(negative)).isEmpty();
    }

    @Test
    void theLargestTreeIsFull() {
        byte[] bytes = ByteBuffer.allocate(8 + 63 * 32).putLong(Long.MAX_VALUE).array();
        MerkleFrontier full = MerkleFrontier.parse(bytes).orElseThrow();
        assertThat(full.hashes()).hasSize(63);
        assertThat(full.head().size()).isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(() -> full.append(LEAF)).isInstanceOf(IllegalArgumentException.class);
        byte[] almost =
                ByteBuffer.allocate(8 + 62 * 32).putLong(Long.MAX_VALUE - 1).array();
        MerkleFrontier.Growth growth =
                MerkleFrontier.parse(almost).orElseThrow().append(LEAF);
        assertThat(growth.completed()).containsExactly(new StoredHash(new Subtree(0, Long.MAX_VALUE - 1), LEAF));
        assertThat(growth.frontier().hashes()).hasSize(63);
    }
}
