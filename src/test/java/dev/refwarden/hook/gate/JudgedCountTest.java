package dev.refwarden.hook.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgedCountTest {
    @TempDir
    private Path state;

    private RunFolder run = new RunFolder(Path.of(""));

    @BeforeEach
    void make() throws IOException {
        run = new RunFolder(state);
        run.make();
    }

    @Test
    void nothingIsCountedBeforeTheFirstPush() throws IOException {
        assertThat(JudgedCount.of(state)).isEqualTo(new JudgedCount(0, 0));
    }

    @Test
    void manyAtOnceAreAllCounted() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> adding = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            JudgedCount one = new JudgedCount(i % 2, 1 - i % 2);
            adding.add(threads.submit(() -> {
                JudgedCount.add(run, one);
                return one;
            }));
        }
        for (Future<?> one : adding) {
            one.get();
        }
        threads.shutdown();
        assertThat(JudgedCount.of(state)).isEqualTo(new JudgedCount(200, 200));
        assertThat(Files.readString(run.judged())).isEqualTo("gate 000000000000000200\nprocess 000000000000000200\n");
    }

    @Test
    void aDamagedFileCountsFromTheBeginning() throws IOException {
        Files.writeString(run.judged(), "x".repeat(60));
        assertThat(JudgedCount.of(state)).isEqualTo(new JudgedCount(0, 0));
        JudgedCount.add(run, new JudgedCount(1, 0));
        assertThat(JudgedCount.of(state)).isEqualTo(new JudgedCount(1, 0));
    }
}
