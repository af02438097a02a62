package dev.refwarden.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumbersByHashTest {
    @TempDir
    private Path folder;

    /** Hashes of which many belong into the same place. */
    private static long crowded(Random random) {
        return (long) random.nextInt(4) << 62 | (long) random.nextInt(40) << 20 | 1 + random.nextInt(3);
    }

    @Test
    void whatWasPutIsThereUntilItIsTakenAway() throws IOException {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            NumbersByHash numbers = new NumbersByHash(folder);
            Map<Long, Long> expected = new HashMap<>();
            for (int i = 0; i < 3_000; i++) {
                long hash = crowded(random);
                if (random.nextInt(3) == 0) {
                    Long taken = expected.remove(hash);
                    assertThat(numbers.remove(hash)).isEqualTo(taken == null ? NumbersByHash.NONE : taken);
                } else {
                    expected.put(hash, (long) i);
                    numbers.put(hash, i);
                }
            }
            for (Map.Entry<Long, Long> entry : expected.entrySet()) {
                assertThat(numbers.get(entry.getKey())).isEqualTo(entry.getValue());
            }
            assertThat(numbers.get(5L << 30)).isEqualTo(NumbersByHash.NONE);
        }
    }

    @Test
    void manyGoToFilesThatNobodySees() throws IOException {
        NumbersByHash numbers = new NumbersByHash(folder);
        int many = 1_200_000;
        for (int i = 0; i < many; i++) {
            numbers.put(i * 0x9e3779b97f4a7c15L, i);
        }
        assertThat(LongStream.range(0, many).filter(i -> numbers.get(i * 0x9e3779b97f4a7c15L) != i))
                .isEmpty();
        assertThat(numbers.remove(0x9e3779b97f4a7c15L)).isEqualTo(1);
        assertThat(numbers.get(0x9e3779b97f4a7c15L)).isEqualTo(NumbersByHash.NONE);
        assertThat(folder).isEmptyDirectory();
    }
}
