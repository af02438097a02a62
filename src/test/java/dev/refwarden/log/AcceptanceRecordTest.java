package dev.refwarden.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.object.ObjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcceptanceRecordTest {
    private static final Instant START = Instant.ofEpochMilli(1_795_420_800_000L);

    @TempDir
    private Path root;

    @Test
    void everyCommitIsFoundWithItsFirstTime() throws IOException {
        AcceptanceRecord record = record();
        Random random = new Random(11);
        Map<ObjectId, Instant> first = new HashMap<>();
        for (int push = 0; push < 240; push++) {
            Instant time = START.plusMillis(1_001L * push);
            List<ObjectId> commits = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                // Some commits come again with later pushes.
                ObjectId commit = id(random.nextInt(30_000));
                commits.add(commit);
                first.putIfAbsent(commit, time);
            }
            record.add(List.of(new LandedPush(time, commits)));
        }
        AcceptanceRecord read = record();
        for (Map.Entry<ObjectId, Instant> commit : first.entrySet()) {
            assertThat(read.firstAccepted(commit.getKey())).contains(commit.getValue());
        }
        for (int i = 30_000; i < 40_000; i++) {
            assertThat(read.firstAccepted(id(i))).isEmpty();
        }
        try (var files = Files.list(folder())) {
            assertThat(files.count()).isLessThan(6);
        }
    }

    @Test
    void idsThatMisleadTheGuessAreFoundAllTheSame() throws IOException {
        List<ObjectId> ids = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            ids.add(ObjectId.fromHex(String.format("%040x", i)));
            ids.add(ObjectId.fromHex(String.format("80%038x", i)));
            ids.add(ObjectId.fromHex(String.format("ffff%036x", i)));
        }
        AcceptanceRecord record = record();
        record.add(List.of(new LandedPush(START, ids)));
        assertThat(record.check()).isEqualTo(ids.size());
        for (ObjectId id : ids) {
            assertThat(record.firstAccepted(id)).contains(START);
        }
        assertThat(record.firstAccepted(ObjectId.fromHex("8" + "0".repeat(38) + "f".repeat(1))))
                .isPresent();
        assertThat(record.firstAccepted(ObjectId.fromHex("7".repeat(40)))).isEmpty();
        assertThat(record.firstAccepted(ObjectId.fromHex("f".repeat(40)))).isEmpty();
        assertThat(record.firstAccepted(ObjectId.ZERO)).isPresent();
    }

    /** Ten million are measured by {@code src/bench/acceptance-record.sh}. */
    @Test
    void aMillionCommitsTakeAtMost40BytesEachAndAreFoundInMicroseconds() throws IOException {
        AcceptanceRecord record = record();
        int commits = 1_000_000;
        for (int from = 0; from < commits; from += 100_000) {
            List<ObjectId> ids = new ArrayList<>();
            for (int i = from; i < from + 100_000; i++) {
                ids.add(id(i));
            }
            record.add(List.of(new LandedPush(START.plusSeconds(from), ids)));
        }
        long bytes = 0;
        try (var files = Files.list(folder())) {
            for (Path file : (Iterable<Path>) files::iterator) {
                bytes += Files.size(file);
            }
        }
        assertThat((double) bytes / commits).isLessThan(40);
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < 2_000; i++) {
                int known = (int) (i * 499L);
                assertThat(record.firstAccepted(id(known)).orElseThrow())
                        .isEqualTo(START.plusSeconds(known / 100_000 * 100_000L));
            }
            best = Math.min(best, (System.nanoTime() - start) / 2_000);
        }
        // Some ten on a quiet machine; the limit is for a crowded one.
        assertThat(best).as("nanoseconds").isLessThan(500_000);
    }

    @Test
    void readersAreNotDisturbedByAWriter() throws Exception {
        AtomicInteger written = new AtomicInteger();
        record().add(List.of());
        ExecutorService threads = Executors.newFixedThreadPool(3);
        List<Future<Integer>> readers = new ArrayList<>();
        try {
            for (int reader = 0; reader < 3; reader++) {
                Random random = new Random(reader);
                readers.add(threads.submit(() -> {
                    int opened = 0;
                    while (written.get() < 60_000) {
                        int known = written.get();
                        AcceptanceRecord record = record();
                        for (int i = 0; i < 20 && known > 0; i++) {
                            assertThat(record.firstAccepted(id(random.nextInt(known))))
                                    .isPresent();
                        }
                        opened++;
                    }
                    return opened;
                }));
            }
            for (int from = 0; from < 60_000; from += 500) {
                List<ObjectId> ids = new ArrayList<>();
                for (int i = from; i < from + 500; i++) {
                    ids.add(id(i));
                }
                record().add(List.of(new LandedPush(START, ids)));
                written.set(from + 500);
            }
            for (Future<Integer> reader : readers) {
                assertThat(reader.get()).isPositive();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whatACrashLeftBehindTheLastEntryIsWrittenOver() throws IOException {
        AcceptanceRecord record = record();
        record.add(List.of(new LandedPush(START, List.of(id(1)))));
        Path tail;
        try (var files = Files.list(folder())) {
            tail = files.filter(file -> file.getFileName().toString().startsWith("tail-"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.write(tail, new byte[45], StandardOpenOption.APPEND);
        assertThat(record().firstAccepted(id(1))).contains(START);
        record.add(List.of(new LandedPush(START.plusSeconds(1), List.of(id(2)))));
        assertThat(record().firstAccepted(id(1))).contains(START);
        assertThat(record().firstAccepted(id(2))).contains(START.plusSeconds(1));
        assertThat(record().check()).isEqualTo(2);
    }

    private AcceptanceRecord record() {
        return new AcceptanceRecord(new StateFolder(root), "api");
    }

    private Path folder() {
        return root.resolve("accepted/%61pi");
    }

    static ObjectId id(int number) {
        try {
            byte[] name = Integer.toString(number).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            return ObjectId.fromBytes(MessageDigest.getInstance("SHA-1").digest(name), 0);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
