package dev.refwarden.ledger.tree;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class TreeHashTest {
    private static final TreeHash HASH = TreeHash.ofLeaf("line".getBytes(US_ASCII));

    @Test
    void bothTextsAreReadBack() {
        assertThat(TreeHash.parseHex(HASH.hex())).contains(HASH);
        assertThat(TreeHash.parseBase64(HASH.base64())).contains(HASH);
        assertThat(TreeHash.ofBytes(HASH.bytes())).isEqualTo(HASH).hasSameHashCodeAs(HASH);
    }

    @Test
    void otherTextsAreNotRead() {
        String hex = HASH.hex();
        assertThat(TreeHash.parseHex(hex.toUpperCase(Locale.ROOT))).isEmpty();
        assertThat(TreeHash.parseHex(hex.substring(1))).isEmpty();
        assertThat(TreeHash.parseHex(hex + "0")).isEmpty();
        assertThat(TreeHash.parseHex("g" + hex.substring(1))).isEmpty();
        String base64 = HASH.base64();
        assertThat(TreeHash.parseBase64(base64.substring(0, 43))).isEmpty();
        assertThat(TreeHash.parseBase64(base64 + "\n")).isEmpty();
        assertThat(TreeHash.parseBase64("AAAA")).isEmpty();
        assertThat(TreeHash.parseBase64("A".repeat(42) + "B=")).isEmpty();
        assertThat(TreeHash.parseBase64("-" + base64.substring(1))).isEmpty();
    }

    @Test
    void aHashCannotBeChangedFromOutside() {
        byte[] bytes = HASH.bytes();
        TreeHash copy = TreeHash.ofBytes(bytes);
        bytes[0] ^= 1;
        copy.bytes()[1] ^= 1;
        assertThat(copy).isEqualTo(HASH);
        assertThatThrownBy(() -> TreeHash.ofBytes(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void leavesAndNodesAreKeptApart() {
        byte[] asLeaf = new byte[2 * TreeHash.BYTES];
        System.arraycopy(HASH.bytes(), 0, asLeaf, 0, TreeHash.BYTES);
        System.arraycopy(HASH.bytes(), 0, asLeaf, TreeHash.BYTES, TreeHash.BYTES);
        assertThat(TreeHash.ofLeaf(asLeaf)).isNotEqualTo(TreeHash.ofNode(HASH, HASH));
    }

    @Test
    void anEmptyTreeHasOneRoot() {
        assertThat(new TreeHead(0, TreeHash.EMPTY_TREE)).isEqualTo(TreeHead.EMPTY);
        assertThatThrownBy(() -> new TreeHead(0, HASH)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TreeHead(-1, HASH)).isInstanceOf(IllegalArgumentException.class);
    }
}
