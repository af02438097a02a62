package dev.refwarden.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RowSumsTest {
    private static final Object[] ONE = {1L, "one", new byte[] {1, 2}};
    private static final Object[] TWO = {2L, "two", new byte[] {3}};

    /** From the appendix of the paper. */
    @Test
    void hashesAreThoseOfThePaper() {
        byte[] message = new byte[15];
        for (byte i = 0; i < 15; i++) {
            message[i] = i;
        }
        assertThat(RowSums.sipHash(message, 0x0706050403020100L, 0x0f0e0d0c0b0a0908L))
                .isEqualTo(0xa129ca6149be45e5L);
    }

    @Test
    void theOrderOfRowsDoesNotMatterAndEverythingElseDoes() {
        RowSums sums = new RowSums();
        RowSums.Sum sum = sum(sums, ONE, TWO);
        assertThat(sum(sums, TWO, ONE)).isEqualTo(sum).hasSameHashCodeAs(sum).isNotEqualTo(new RowSums.Sum());
        for (Object[] other : List.of(
                new Object[] {1L, "one", new byte[] {1, 3}},
                new Object[] {2L, "one", new byte[] {1, 2}},
                new Object[] {1L, "onf", new byte[] {1, 2}},
                new Object[] {1L, "one\u0001", new byte[] {2}},
                new Object[] {1L, "one", new byte[] {1, 2, 0}},
                new Object[] {1L, "one\u0000", new byte[] {1, 2}},
                new Object[] {1L, "one", "\u0001\u0002"},
                new Object[] {1L, new byte[] {'o', 'n', 'e'}, new byte[] {1, 2}})) {
            assertThat(sum(sums, other, TWO).rows()).isEqualTo(2);
            assertThat(sum(sums, other, TWO)).isNotEqualTo(sum);
        }
        assertThat(sum(sums, ONE, ONE, TWO).rows()).isEqualTo(3);
    }

    @Test
    void aRowThatGoesIsAsIfItNeverCame() {
        RowSums sums = new RowSums();
        RowSums.Sum sum = sums.of("a");
        sum.add(sums.hash(ONE));
        sum.add(sums.hash(TWO));
        sum.remove(sums.hash(ONE));
        assertThat(sums.of("a")).isEqualTo(sum(sums, new Object[][] {TWO}));
    }

    @Test
    void nothingIsNeitherZeroNorAnEmptyText() {
        RowSums sums = new RowSums();
        assertThat(List.of(sums.hash(Optional.empty()), sums.hash(0L), sums.hash(""), sums.hash((Object) new byte[0])))
                .doesNotHaveDuplicates();
        assertThat(sums.hash(Optional.of("a"), true, false, 7)).isEqualTo(sums.hash("a", 1L, 0, 7L));
    }

    private static RowSums.Sum sum(RowSums sums, Object[]... rows) {
        RowSums.Sum sum = new RowSums.Sum();
        for (Object[] row : rows) {
            sum.add(sums.hash(row));
        }
        return sum;
    }
}
