package dev.refwarden.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.refwarden.suite.Effort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a fuzzer begins with, and what it once found, goes through every parser; so do damages to it. */
class FuzzSeedsTest {
    private static final int DAMAGES = Effort.rounds(1_000);

    @TestFactory
    Stream<DynamicTest> everySeedAndDamagesToIt() {
        return Targets.ALL.stream().map(target -> dynamicTest(target.name(), () -> play(target)));
    }

    @Test
    void everyFolderOfSeedsBelongsToATarget() throws Exception {
        List<String> names = Targets.ALL.stream().map(Target::name).toList();
        assertThat(names).doesNotHaveDuplicates();
        try (Stream<Path> folders = Files.list(SeedFiles.FOLDER)) {
            assertThat(folders.map(folder -> String.valueOf(folder.getFileName())))
                    .isSubsetOf(names);
        }
    }

    private static void play(Target target) throws Exception {
        List<byte[]> seeds = new ArrayList<>(target.seeds().make());
        for (Path file : SeedFiles.of(target.name())) {
            seeds.add(Files.readAllBytes(file));
        }
        assertThat(seeds).as("there is something to begin with").hasSizeGreaterThan(2);
        seeds.forEach(seed -> take(target, seed));
        Random random = new Random(20_261_130);
        for (int i = 0; i < DAMAGES; i++) {
            take(target, damaged(seeds.get(random.nextInt(seeds.size())), random));
        }
    }

    private static void take(Target target, byte[] input) {
        try {
            target.input().take(input);
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            throw new AssertionError(target.name() + " at " + HexFormat.of().formatHex(input), e);
        }
    }

    /** With a bit turned over, cut short, or with a piece of itself put in once more. */
    private static byte[] damaged(byte[] seed, Random random) {
        byte[] copy = seed.clone();
        if (copy.length == 0) {
            return new byte[] {(byte) random.nextInt()};
        }
        int at = random.nextInt(copy.length);
        switch (random.nextInt(3)) {
            case 0 -> copy[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> copy = Arrays.copyOf(copy, at);
            default -> {
                byte[] longer = Arrays.copyOf(copy, copy.length + at);
                System.arraycopy(copy, 0, longer, at, copy.length);
                copy = longer;
            }
        }
        return copy;
    }
}
