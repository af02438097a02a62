package dev.refwarden.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyWritersTest {
    private static final int WRITERS = 12;
    private static final int LINES = 60;

    @Test
    void everyLineOfManyWritersIsThereOnce(@TempDir Path folder) throws Exception {
        StateFolder state = new StateFolder(folder);
        Ledger.create(state).close();
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        List<Future<Integer>> running = new ArrayList<>();
        try (Ledger shared = Ledger.in(state)) {
            for (int i = 0; i < WRITERS; i++) {
                String repository = "repository-" + i % 3;
                // Every other one has a ledger of its own, as another process has.
                boolean alone = i % 2 == 0;
                running.add(writers.submit(() -> write(alone ? Ledger.in(state) : shared, repository)));
            }
            for (Future<Integer> one : running) {
                assertThat(one.get()).isEqualTo(LINES);
            }
            LogCheck.Result result = LogCheck.walk(shared, LogCheck.Known.NOTHING, lines -> {});
            assertThat(result.breaks()).isEmpty();
            assertThat(result.lines()).isEqualTo(WRITERS * LINES);
        } finally {
            writers.shutdownNow();
        }
    }

    private static int write(Ledger ledger, String repository) throws Exception {
        for (int i = 0; i < LINES; i++) {
            ledger.append(Instant.EPOCH.plusSeconds(i), repository, (json, caseId) -> {
                json.writeStringField("verdict", "refused");
                json.writeStringField("case", caseId.value());
                json.writeStringField("repository", repository);
            });
            RepositoryRecord.open(ledger, repository, List.of(), ref -> java.util.Optional.empty());
        }
        return LINES;
    }
}
