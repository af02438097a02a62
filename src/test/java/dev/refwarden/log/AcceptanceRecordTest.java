package dev.refwarden.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.object.ObjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcceptanceRecordTest {
    @TempDir
    private Path root;

    @Test
    void everyCommitIsFoundWithItsFirstTime() throws IOException {
        AcceptanceRecord record = new AcceptanceRecord(new StateFolder(root), "api");
        Random random = new Random(11);
        Map<ObjectId, Instant> first = new HashMap<>();
        for (int push = 0; push < 120; push++) {
            Instant time = Instant.ofEpochMilli(1_795_420_800_000L + 1_000L * push);
            List<ObjectId> commits = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                // Some commits come again with later pushes.
                ObjectId commit = ObjectId.fromHex(String.format("%040x", random.nextInt(15_000) * 0x9e3779b1L));
                commits.add(commit);
                first.putIfAbsent(commit, time);
            }
            record.add(List.of(new LandedPush(time, commits)));
        }
        for (Map.Entry<ObjectId, Instant> commit : first.entrySet()) {
            assertThat(record.firstAccepted(commit.getKey())).contains(commit.getValue());
        }
        assertThat(record.firstAccepted(ObjectId.fromHex("f".repeat(40)))).isEmpty();
        try (var files = Files.list(root.resolve("accepted/%61pi"))) {
            assertThat(files.count()).isLessThan(6);
        }
    }

    @Test
    void whatACrashLeftOfAnEntryIsWrittenOver() throws IOException {
        AcceptanceRecord record = new AcceptanceRecord(new StateFolder(root), "api");
        ObjectId one = ObjectId.fromHex("1".repeat(40));
        ObjectId two = ObjectId.fromHex("2".repeat(40));
        record.add(List.of(new LandedPush(Instant.EPOCH, List.of(one))));
        Path tail = root.resolve("accepted/%61pi/tail");
        byte[] torn = Arrays.copyOf(Files.readAllBytes(tail), 28 + 13);
        Files.write(tail, torn);
        record.add(List.of(new LandedPush(Instant.EPOCH.plusSeconds(1), List.of(two))));
        assertThat(record.firstAccepted(one)).contains(Instant.EPOCH);
        assertThat(record.firstAccepted(two)).contains(Instant.EPOCH.plusSeconds(1));
    }
}
