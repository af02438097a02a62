package dev.refwarden.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionLogTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.123Z");

    @TempDir
    private Path root;

    private StateFolder state = new StateFolder(Path.of(""));
    private DecisionLog log = new DecisionLog(state);

    @BeforeEach
    void open() {
        state = new StateFolder(root);
        log = new DecisionLog(state);
    }

    @Test
    void eachLineNamesTheHashOfTheOneBefore() throws IOException {
        append(3);
        List<String> lines = Files.readAllLines(file());
        assertThat(lines.get(0))
                .startsWith("{\"seq\":1,\"prev\":\"" + "0".repeat(64) + "\",\"time\":\"2026-11-23T12:00:00.123Z\"");
        for (int i = 1; i < 3; i++) {
            String hash = LineHash.of((lines.get(i - 1) + "\n").getBytes(UTF_8)).hex();
            assertThat(lines.get(i)).startsWith("{\"seq\":" + (i + 1) + ",\"prev\":\"" + hash + "\"");
        }
    }

    @Test
    void anyChangedByteBreaksTheChain() throws IOException {
        append(6);
        byte[] whole = Files.readAllBytes(file());
        String last = LogCheck.walk(state, List.of()).last();
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = whole.clone();
            int at = random.nextInt(whole.length);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file(), damaged);
            LogCheck.Result result = LogCheck.walk(state, List.of(new Checkpoint(6, last)));
            assertThat(result.breaks()).as("byte %d", at).isNotEmpty();
        }
    }

    @Test
    void anyRemovedLineBreaksTheChain() throws IOException {
        append(6);
        List<String> lines = Files.readAllLines(file());
        String last = LogCheck.walk(state, List.of()).last();
        for (int i = 0; i < 6; i++) {
            List<String> less = new ArrayList<>(lines);
            less.remove(i);
            Files.writeString(file(), String.join("\n", less) + "\n");
            assertThat(LogCheck.walk(state, List.of(new Checkpoint(6, last))).breaks())
                    .isNotEmpty();
        }
    }

    @Test
    void aWriteThatWasCutShortStaysAndIsCovered() throws IOException {
        for (int cut = 1; cut < 60; cut++) {
            append(1);
            byte[] whole = Files.readAllBytes(file());
            Files.write(file(), Arrays.copyOf(whole, whole.length), StandardOpenOption.TRUNCATE_EXISTING);
            Files.writeString(
                    file(),
                    "{\"seq\":99,\"prev\":\"0123456789012345678901234567890123456789012345".substring(0, cut),
                    StandardOpenOption.APPEND);
            append(1);
            LogCheck.Result result = LogCheck.walk(state, List.of());
            assertThat(result.breaks()).as("cut at %d", cut).isEmpty();
            assertThat(result.remarks()).hasSize(cut);
            assertThat(result.lines()).isEqualTo(2L * cut);
        }
    }

    @Test
    void anyNumberOfWritersMakeOneChain() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(8);
        List<Future<DecisionLog.Appended>> appended = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            appended.add(writers.submit(() -> new DecisionLog(state).append(NOW, line("x"))));
        }
        List<Long> numbers = new ArrayList<>();
        for (Future<DecisionLog.Appended> one : appended) {
            numbers.add(one.get().seq());
        }
        writers.shutdown();
        assertThat(numbers).doesNotHaveDuplicates().hasSize(200);
        LogCheck.Result result = LogCheck.walk(state, List.of());
        assertThat(result.breaks()).isEmpty();
        assertThat(result.lines()).isEqualTo(200);
    }

    @Test
    void aLogThatCannotBeWrittenIsSaid() throws IOException {
        append(1);
        Files.delete(file());
        Files.createDirectory(file());
        assertThatThrownBy(() -> append(1)).isInstanceOf(IOException.class);
    }

    @Test
    void caseIdsAreShortAndDiffer() throws IOException {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            ids.add(log.append(NOW, line("x")).caseId().value());
        }
        assertThat(ids)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}"));
    }

    private void append(int lines) throws IOException {
        for (int i = 0; i < lines; i++) {
            log.append(NOW, line("text " + i));
        }
    }

    private static LogLine line(String text) {
        return (json, caseId) -> json.writeStringField("text", text);
    }

    private Path file() {
        return root.resolve("log/decisions-000001.jsonl");
    }
}
