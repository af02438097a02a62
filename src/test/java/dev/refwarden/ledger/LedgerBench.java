package dev.refwarden.ledger;

import static dev.refwarden.ledger.WrittenLines.accepted;
import static dev.refwarden.ledger.WrittenLines.commit;

import dev.refwarden.ledger.postgresql.Database;
import dev.refwarden.ledger.postgresql.PostgresEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** How many decisions a second a ledger takes of eight writers to eight repositories, and how long a large landing takes. */
public final class LedgerBench {
    private static final int WRITERS = 8;
    private static final int COMMITS = 100_000;
    private static final int ALONE = 1_000;
    private static final int PAGE = 4_096;

    private LedgerBench() {}

    public static void main(String[] arguments) throws Exception {
        Duration duration = new Duration(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10);
        Path folder = Files.createTempDirectory("refwarden-bench");
        try (Ledger sqlite = Ledger.create(new StateFolder(Files.createDirectory(folder.resolve("sqlite"))))) {
            measure("SQLite", sqlite, duration);
            alone(sqlite, folder.resolve("synced"));
        }
        try (PostgresServer server = PostgresServer.start();
                Ledger postgres = fleet(server, folder)) {
            measure("PostgreSQL", postgres, duration);
        }
    }

    /** One writer, in turn with a page that is written and synced next to the ledger. */
    private static void alone(Ledger ledger, Path file) throws IOException {
        long[] decisions = new long[ALONE];
        long[] syncs = new long[ALONE];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int i = 0; i < ALONE; i++) {
                long from = System.nanoTime();
                LogLine line = accepted("alone", "refs/heads/main", commit(i), commit(i + 1), List.of(commit(i + 1)));
                ledger.append(Instant.now(), "alone", line);
                decisions[i] = System.nanoTime() - from;
                from = System.nanoTime();
                channel.write(ByteBuffer.allocate(PAGE));
                channel.force(false);
                syncs[i] = System.nanoTime() - from;
            }
        }
        Arrays.sort(decisions);
        Arrays.sort(syncs);
        System.out.printf(
                Locale.ROOT,
                "SQLite: one writer, median %.2f ms; a page written and synced, median %.2f ms%n",
                decisions[ALONE / 2] / 1e6,
                syncs[ALONE / 2] / 1e6);
    }

    private record Duration(int seconds) {}

    private static Ledger fleet(PostgresServer server, Path folder) throws IOException, SQLException {
        StateFolder state = new StateFolder(Files.createDirectory(folder.resolve("postgresql")));
        Database database = server.database();
        Ledger.create(state, PostgresEngine.of(database)).close();
        return Ledger.of(state, PostgresEngine.resident(server.gate(database)));
    }

    private static void measure(String name, Ledger ledger, Duration duration) throws Exception {
        write(ledger, 2);
        List<Long> nanos = write(ledger, duration.seconds());
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%s: %,d decisions a second, median %.1f ms, 99%% within %.1f ms%n",
                name,
                sorted.length / duration.seconds(),
                sorted[sorted.length / 2] / 1e6,
                sorted[sorted.length * 99 / 100] / 1e6);
        land(name, ledger);
    }

    private static List<Long> write(Ledger ledger, int seconds) throws InterruptedException, ExecutionException {
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        List<Future<List<Long>>> all = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            String repository = "repository-" + writer;
            all.add(writers.submit(() -> until(end, ledger, repository)));
        }
        List<Long> nanos = new ArrayList<>();
        for (Future<List<Long>> one : all) {
            nanos.addAll(one.get());
        }
        writers.shutdown();
        return nanos;
    }

    private static List<Long> until(long end, Ledger ledger, String repository) {
        List<Long> nanos = new ArrayList<>();
        try {
            for (int i = 1; System.nanoTime() < end; i++) {
                long from = System.nanoTime();
                ledger.append(
                        Instant.now(),
                        repository,
                        accepted(repository, "refs/heads/main", commit(i - 1), commit(i), List.of(commit(i))));
                nanos.add(System.nanoTime() - from);
            }
            return nanos;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** While many commits land in one repository, decisions about another go on. */
    private static void land(String name, Ledger ledger) throws Exception {
        Instant now = Instant.now();
        long began = System.nanoTime();
        Appended push = ledger.append(
                now,
                "large",
                accepted(
                        "large",
                        "refs/heads/main",
                        commit(0),
                        commit(1),
                        IntStream.rangeClosed(1, COMMITS)
                                .mapToObj(WrittenLines::commit)
                                .toList()));
        System.out.printf(
                Locale.ROOT,
                "%s: a push of %,d commits is recorded in %.1f s%n",
                name,
                COMMITS,
                (System.nanoTime() - began) / 1e9);
        ExecutorService other = Executors.newSingleThreadExecutor();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
        Future<List<Long>> others = other.submit(() -> until(end, ledger, "small"));
        long from = System.nanoTime();
        ledger.append(now, "large", WrittenLines.noted("large", push.seq(), "refs/heads/main", commit(1)));
        System.out.printf(
                Locale.ROOT,
                "%s: %,d commits land in %.1f s; a push to another repository waits %.1f s at most%n",
                name,
                COMMITS,
                (System.nanoTime() - from) / 1e9,
                Arrays.stream(others.get().stream().mapToLong(Long::longValue).toArray())
                                .max()
                                .orElse(0)
                        / 1e9);
        other.shutdown();
    }
}
