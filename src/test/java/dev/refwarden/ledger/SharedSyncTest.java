package dev.refwarden.ledger;

import static dev.refwarden.ledger.WrittenLines.accepted;
import static dev.refwarden.ledger.WrittenLines.commit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.refwarden.ledger.postgresql.Database;
import dev.refwarden.ledger.postgresql.PostgresEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a sync takes long, decisions about several repositories share one; none waits with the end of the chain in its hands. */
class SharedSyncTest {
    private static final int WRITERS = 8;
    private static final int DECISIONS = 25;

    @TempDir
    private Path folder;

    @Test
    void decisionsOfSeveralRepositoriesShareASync() throws Exception {
        try (PostgresServer server = PostgresServer.start()) {
            // Whoever is about to sync waits 20 ms for others that are on their way, as if the disk were slow.
            server.set("commit_delay", "20000");
            server.set("commit_siblings", "1");
            Database database = server.database();
            StateFolder state = new StateFolder(folder);
            Ledger.create(state, PostgresEngine.of(database)).close();
            try (Ledger ledger = Ledger.of(state, PostgresEngine.resident(server.gate(database)))) {
                write(ledger, 1);
                long before = server.syncs();
                write(ledger, DECISIONS);
                assertThat(server.syncs() - before).isLessThan(WRITERS * DECISIONS / 2);
                LogCheck.Result whole = LogCheck.walk(ledger, LogCheck.Known.NOTHING, lines -> {});
                assertThat(whole.breaks()).isEmpty();
                assertThat(whole.lines()).isGreaterThanOrEqualTo(WRITERS * (DECISIONS + 1));
            }
        }
    }

    @Test
    void whoWaitsForAStandbyThatIsGoneEndsInTime() throws Exception {
        try (PostgresServer server = PostgresServer.start()) {
            Database database = server.database();
            StateFolder state = new StateFolder(folder);
            Ledger.create(state, PostgresEngine.of(database)).close();
            Database gate = server.gate(database);
            server.set("synchronous_standby_names", "nobody");
            try (Ledger ledger = Ledger.of(state, PostgresEngine.resident(gate))) {
                LogLine line = accepted("r", "refs/heads/main", commit(0), commit(1), List.of(commit(1)));
                assertTimeout(
                        Duration.ofSeconds(15),
                        () -> assertThatThrownBy(() -> ledger.decide("r", Duration.ofSeconds(2), transaction -> {
                                    transaction.append(Instant.now(), line);
                                    return line;
                                }))
                                .isInstanceOf(LedgerUnavailable.class));
                server.set("synchronous_standby_names", "");
                assertTimeout(Duration.ofSeconds(15), () -> write(ledger, 1));
            }
        }
    }

    private static void write(Ledger ledger, int decisions) throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        List<Future<?>> all = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            String repository = "repository-" + writer;
            all.add(writers.submit(() -> {
                for (int i = 1; i <= decisions; i++) {
                    LogLine line =
                            accepted(repository, "refs/heads/main", commit(i - 1), commit(i), List.of(commit(i)));
                    ledger.append(Instant.now(), repository, line);
                }
                return null;
            }));
        }
        for (Future<?> one : all) {
            one.get();
        }
        writers.shutdown();
    }
}
