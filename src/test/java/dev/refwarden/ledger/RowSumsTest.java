package dev.refwarden.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowSumsTest {
    private static final Object[] ONE = {1L, "one", new byte[] {1, 2}};
    private static final Object[] TWO = {2L, "two", new byte[] {3}};

    /** From the appendix of the paper. */
    @Test
    void hashesAreThoseOfThePaper() {
        ByteBuffer message = ByteBuffer.allocate(15).order(ByteOrder.LITTLE_ENDIAN);
        for (byte i = 0; i < 15; i++) {
            message.put(i);
        }
        assertThat(RowSums.sipHash(message.flip(), 0x0706050403020100L, 0x0f0e0d0c0b0a0908L))
                .isEqualTo(0xa129ca6149be45e5L);
    }

    @Test
    void theOrderOfRowsDoesNotMatterAndEverythingElseDoes() {
        RowSums sums = new RowSums();
        sums.insert("a", List.of(ONE, TWO));
        sums.insert("b", List.<Object[]>of(TWO));
        sums.insert("b", List.<Object[]>of(ONE));
        assertThat(sums.of("a")).isEqualTo(sums.of("b")).isNotEqualTo(RowSums.Sum.NONE);
        for (Object[] other : List.of(
                new Object[] {1L, "one", new byte[] {1, 3}},
                new Object[] {2L, "one", new byte[] {1, 2}},
                new Object[] {1L, "onf", new byte[] {1, 2}},
                new Object[] {1L, "one\u0001", new byte[] {2}})) {
            String table = "c" + sums.hash(other);
            sums.insert(table, List.of(other, TWO));
            assertThat(sums.of(table).rows()).isEqualTo(2);
            assertThat(sums.of(table)).isNotEqualTo(sums.of("a"));
        }
        sums.insert("d", List.of(ONE, ONE, TWO));
        assertThat(sums.of("d").rows()).isEqualTo(3);
        assertThat(sums.of("nothing")).isEqualTo(RowSums.Sum.NONE);
    }
}
