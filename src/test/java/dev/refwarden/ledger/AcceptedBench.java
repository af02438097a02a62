package dev.refwarden.ledger;

import dev.refwarden.git.ObjectId;
import dev.refwarden.ledger.postgresql.Database;
import dev.refwarden.ledger.postgresql.PostgresEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/** How much room accepted commits take, and how fast one of them is found. */
public final class AcceptedBench {
    private static final int OF_ONE_PUSH = 100_000;
    private static final int LOOKED_FOR = 20_000;
    private static final String REPOSITORY = "large";

    private AcceptedBench() {}

    public static void main(String[] arguments) throws Exception {
        int commits = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000_000;
        Path folder = Files.createTempDirectory("refwarden-bench");
        try (Ledger sqlite = Ledger.create(new StateFolder(Files.createDirectory(folder.resolve("sqlite"))))) {
            measure("SQLite", sqlite, commits, "SELECT sum(pgsize) FROM dbstat WHERE name = 'accepted'");
        }
        try (PostgresServer server = PostgresServer.start()) {
            Database database = server.database();
            StateFolder state = new StateFolder(Files.createDirectory(folder.resolve("postgresql")));
            try (Ledger ledger = Ledger.create(state, PostgresEngine.of(database))) {
                measure("PostgreSQL", ledger, commits, "SELECT pg_total_relation_size('accepted')");
            }
        }
    }

    private static void measure(String name, Ledger ledger, int commits, String size) throws IOException {
        ledger.append(Instant.now(), REPOSITORY, WrittenLines.answering(REPOSITORY, "first"));
        Random random = new Random(1);
        List<ObjectId> some = new ArrayList<>();
        long nanos = 0;
        for (int left = commits; left > 0; left -= OF_ONE_PUSH) {
            List<ObjectId> push = new ArrayList<>();
            for (int i = 0; i < Math.min(left, OF_ONE_PUSH); i++) {
                byte[] id = new byte[ObjectId.BYTES];
                random.nextBytes(id);
                push.add(ObjectId.fromBytes(id));
            }
            some.addAll(push.subList(0, Math.min(push.size(), 1 + LOOKED_FOR / Math.max(1, commits / OF_ONE_PUSH))));
            push.sort(null);
            long from = System.nanoTime();
            insert(ledger, push);
            nanos = System.nanoTime() - from;
        }
        long bytes = ledger.read(session -> session.number(size));
        RepositoryRecord record = RepositoryRecord.open(ledger, REPOSITORY, List.of(), ref -> Optional.empty());
        long from = System.nanoTime();
        for (ObjectId commit : some) {
            if (record.firstAccepted(commit).isEmpty()) {
                throw new IllegalStateException(commit + " is not there");
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%s: %,d accepted commits at %.1f bytes; found in %.0f us; the last %,d inserted in %.1f s%n",
                name,
                commits,
                (double) bytes / commits,
                (System.nanoTime() - from) / 1e3 / some.size(),
                Math.min(commits, OF_ONE_PUSH),
                nanos / 1e9);
    }

    private static void insert(Ledger ledger, List<ObjectId> commits) throws IOException {
        ledger.decide(REPOSITORY, Ledger.PATIENCE, transaction -> {
            long now = System.currentTimeMillis();
            transaction.session().batch("INSERT INTO accepted VALUES (1, ?, ?) ON CONFLICT DO NOTHING", batch -> {
                for (ObjectId commit : commits) {
                    batch.add(commit.bytes(), now);
                }
            });
            return commits;
        });
    }
}
