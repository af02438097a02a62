package dev.refwarden.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log over several files: what is found when somebody changes it, and what must not be mistaken for that. */
class LogCareTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    /** Some three lines. */
    private static final int ROTATE_AT = 500;

    @TempDir
    private Path root;

    private StateFolder state = new StateFolder(Path.of(""));

    @BeforeEach
    void open() {
        state = new StateFolder(root);
    }

    @Test
    void aFullFileIsFollowedByTheNext() throws IOException {
        append(20);
        List<LogFile> files = LogFile.in(state);
        assertThat(files).hasSizeGreaterThan(3);
        for (LogFile file : files.subList(0, files.size() - 1)) {
            assertThat(Files.size(file.path())).isBetween((long) ROTATE_AT, ROTATE_AT + 300L);
        }
        LogCheck.Result result = check();
        assertThat(result.breaks()).isEmpty();
        assertThat(result.remarks()).isEmpty();
        assertThat(result.lines()).isEqualTo(20);
    }

    @Test
    void writersAtOnceFillFileAfterFile() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(8);
        List<Future<DecisionLog.Appended>> appended = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            appended.add(writers.submit(() -> new DecisionLog(state, ROTATE_AT).append(NOON, line("x"))));
        }
        List<Long> numbers = new ArrayList<>();
        for (Future<DecisionLog.Appended> one : appended) {
            numbers.add(one.get().seq());
        }
        writers.shutdown();
        assertThat(numbers).doesNotHaveDuplicates().hasSize(120);
        assertThat(LogFile.in(state)).hasSizeGreaterThan(20);
        assertThat(check().breaks()).isEmpty();
        assertThat(check().lines()).isEqualTo(120);
    }

    @Test
    void everyChangedByteBeforeTheLastLineIsFound() throws IOException {
        append(7);
        for (LogFile file : LogFile.in(state)) {
            byte[] whole = Files.readAllBytes(file.path());
            boolean last = file.equals(LogFile.in(state).get(LogFile.in(state).size() - 1));
            int end = last ? beginningOfLastLine(whole) : whole.length;
            for (int at = 0; at < end; at++) {
                byte[] damaged = whole.clone();
                damaged[at] ^= (byte) (1 << (at % 8));
                Files.write(file.path(), damaged);
                assertThat(check().breaks()).as("%s byte %d", file.name(), at).isNotEmpty();
            }
            Files.write(file.path(), whole);
        }
        assertThat(check().breaks()).isEmpty();
    }

    @Test
    void everyChangedByteOfTheLastLineIsFoundByACheckpoint() throws IOException {
        append(5);
        Checkpoint known = Checkpoint.ofEnd(state);
        Path file = lastFile();
        byte[] whole = Files.readAllBytes(file);
        for (int at = beginningOfLastLine(whole); at < whole.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] damaged = whole.clone();
                damaged[at] ^= (byte) (1 << bit);
                Files.write(file, damaged);
                assertThat(check(known).breaks()).as("byte %d bit %d", at, bit).isNotEmpty();
            }
        }
    }

    @Test
    void everyChangeIsFoundWhereItIs() throws IOException {
        append(12);
        List<LogFile> files = LogFile.in(state);
        Random random = new Random(11);
        for (int i = 0; i < 300; i++) {
            LogFile file = files.get(random.nextInt(files.size() - 1));
            List<String> lines = new ArrayList<>(Files.readAllLines(file.path(), ISO_8859_1));
            List<String> before = List.copyOf(lines);
            int at = random.nextInt(lines.size());
            String expected;
            switch (random.nextInt(4)) {
                case 0 -> {
                    expected = "decision " + seq(lines.get(at)) + " was changed";
                    lines.set(at, lines.get(at).replace("text", "test"));
                }
                case 1 -> {
                    expected = "decision " + seq(lines.get(at)) + " was removed before this line";
                    lines.remove(at);
                }
                case 2 -> {
                    expected = "decision " + seq(lines.get(at)) + " stands where";
                    lines.add(at, lines.get(at));
                }
                default -> {
                    int first = random.nextInt(lines.size() - 1);
                    expected = "decision " + seq(lines.get(first)) + " stands where";
                    lines.add(first, lines.remove(first + 1));
                }
            }
            Files.write(file.path(), lines, ISO_8859_1);
            assertThat(check().breaks().toString()).contains(expected);
            Files.write(file.path(), before, ISO_8859_1);
        }
        assertThat(check().breaks()).isEmpty();
    }

    @Test
    void everyRemovedFileIsFound() throws IOException {
        append(20);
        Checkpoint known = Checkpoint.ofEnd(state);
        List<LogFile> files = LogFile.in(state);
        for (LogFile file : files) {
            byte[] whole = Files.readAllBytes(file.path());
            Files.delete(file.path());
            assertThat(check(known).breaks()).as(file.name()).isNotEmpty();
            boolean last = file.equals(files.get(files.size() - 1));
            assertThat(check().breaks().isEmpty()).as(file.name()).isEqualTo(last);
            Files.write(file.path(), whole);
        }
    }

    @Test
    void everyCutOfTheEndIsFoundByACheckpointAndByNothingElse() throws IOException {
        append(5);
        Checkpoint known = Checkpoint.ofEnd(state);
        Path file = lastFile();
        byte[] whole = Files.readAllBytes(file);
        for (int end = 0; end < whole.length; end++) {
            Files.write(file, Arrays.copyOf(whole, end));
            assertThat(check(known).breaks())
                    .as("cut at %d", end)
                    .singleElement()
                    .asString()
                    .contains("the checkpoint knows decision 5")
                    .contains("its end was cut off");
            assertThat(check().breaks()).as("cut at %d", end).isEmpty();
        }
    }

    @Test
    void aRewrittenEndIsFoundByACheckpoint() throws IOException {
        append(5);
        Checkpoint third = Checkpoint.ofEnd(state);
        append(3);
        Checkpoint known = Checkpoint.ofEnd(state);
        Path file = lastFile();
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), beginningOfLastLine(Files.readAllBytes(file))));
        new DecisionLog(state, ROTATE_AT).append(NOON, line("something else"));
        assertThat(check(third).breaks()).isEmpty();
        assertThat(check(third, known).breaks())
                .singleElement()
                .asString()
                .contains("this is not the decision 8 that the checkpoint knows");
    }

    @Test
    void whereverAWriteIsCutShortTheLogStaysWholeAndTheBytesStay() throws IOException {
        unrotated(4);
        Path file = lastFile();
        byte[] before = Files.readAllBytes(file);
        unrotated(1);
        byte[] line = Arrays.copyOfRange(Files.readAllBytes(file), before.length, (int) Files.size(file));
        for (int cut = 1; cut < line.length; cut++) {
            byte[] torn = Arrays.copyOf(line, cut);
            Files.write(file, before);
            Files.write(file, torn, StandardOpenOption.APPEND);
            assertThat(check().breaks()).as("cut at %d", cut).isEmpty();
            assertThat(check().remarks()).as("cut at %d", cut).hasSize(1);
            if (cut % 3 == 0) {
                // The next writer was itself cut short, behind the line feed that it writes first.
                Files.write(file, new byte[] {'\n'}, StandardOpenOption.APPEND);
                boolean decided = cut == line.length - 1;
                assertThat(check().breaks()).as("cut twice at %d", cut).isEmpty();
                assertThat(check().remarks()).as("cut twice at %d", cut).hasSize(decided ? 0 : 1);
            }
            unrotated(1);
            assertThat(check().breaks()).as("cut at %d", cut).isEmpty();
            assertThat(Files.readString(file, ISO_8859_1)).contains(new String(torn, ISO_8859_1) + "\n{");
        }
    }

    @Test
    void aCheckpointOfALogThatEndsInATornWriteIsOfTheLastDecision() throws IOException {
        append(4);
        Checkpoint known = Checkpoint.ofEnd(state);
        assertThat(known.seq()).isEqualTo(4);
        assertThat(known.hash()).isEqualTo(check().last());
        Files.writeString(lastFile(), "{\"seq\":5,\"prev\":\"ab", StandardOpenOption.APPEND);
        assertThat(Checkpoint.ofEnd(state)).isEqualTo(known);
        append(1);
        assertThat(Checkpoint.ofEnd(state).seq()).isEqualTo(5);
        assertThat(check(known, Checkpoint.ofEnd(state)).breaks()).isEmpty();
    }

    @Test
    void anEmptyLogIsWholeAndHasACheckpoint() throws IOException {
        Checkpoint known = Checkpoint.ofEnd(state);
        assertThat(known).hasToString("0 " + "0".repeat(64));
        assertThat(check(known).breaks()).isEmpty();
        append(1);
        assertThat(check(known).breaks()).isEmpty();
    }

    @Test
    void foreignBytesAtTheEndAreNotTakenForACrash() throws IOException {
        append(3);
        Path file = lastFile();
        byte[] whole = Files.readAllBytes(file);
        for (String foreign : List.of("\n", "x\n", "{}\n", "{\"seq\":77,\"prev\":\"00\n", "{\"seq\":4} x\n", "123\n")) {
            Files.write(file, whole);
            Files.writeString(file, foreign, StandardOpenOption.APPEND);
            assertThat(check().breaks()).as(foreign).singleElement().asString().contains("this is no decision");
        }
    }

    @Test
    void anExportIsTheLogByteForByte() throws IOException {
        append(15);
        Exported all = export(Optional.empty(), 0);
        StringBuilder log = new StringBuilder();
        for (LogFile file : LogFile.in(state)) {
            log.append(Files.readString(file.path()));
        }
        StringBuilder exported = new StringBuilder();
        all.lines.forEach(line -> exported.append(line.decision().json()).append('\n'));
        assertThat(exported).hasToString(log.toString());
        for (LogExport.Line line : all.lines) {
            List<String> file = Files.readAllLines(root.resolve("log").resolve(line.file()));
            assertThat(file.get((int) line.number() - 1))
                    .isEqualTo(line.decision().json());
            assertThat(line.hash())
                    .isEqualTo(LineHash.of((line.decision().json() + "\n").getBytes(ISO_8859_1))
                            .hex());
        }
        assertThat(all.faults).isEmpty();
    }

    @Test
    void anExportBeginsWhereItIsTold() throws IOException {
        DecisionLog log = new DecisionLog(state, ROTATE_AT);
        for (int day = 0; day < 20; day++) {
            log.append(NOON.plusSeconds(86_400L * day), line("text"));
        }
        for (int after = 0; after <= 20; after++) {
            assertThat(export(Optional.empty(), after).lines).hasSize(20 - after);
            assertThat(export(Optional.of(NOON.plusSeconds(86_400L * after)), 0).lines)
                    .hasSize(20 - after);
        }
        assertThat(export(Optional.of(NOON.plusSeconds(86_400L * 5)), 8).lines).hasSize(12);
        assertThat(export(Optional.of(NOON.plusSeconds(86_400L * 12)), 8).lines).hasSize(8);
    }

    @Test
    void anExportSaysWhatIsDamaged() throws IOException {
        append(4);
        Files.writeString(lastFile(), "{\"seq\":5,\"pr", StandardOpenOption.APPEND);
        append(2);
        Exported torn = export(Optional.empty(), 0);
        assertThat(torn.lines).hasSize(6);
        assertThat(torn.faults).isEmpty();
        assertThat(torn.remarks).singleElement().asString().contains("bytes that a crash left behind");
        Path first = LogFile.in(state).get(0).path();
        Files.writeString(first, Files.readString(first).replaceFirst("text", "test"));
        assertThat(export(Optional.empty(), 0).faults)
                .singleElement()
                .asString()
                .isEqualTo(
                        "decisions-000001.jsonl:1: decision 1 was changed: it is not the one that decision 2 followed");
    }

    private static final class Exported implements LogExport.Sink {
        private final List<LogExport.Line> lines = new ArrayList<>();
        private final List<LogFault> faults = new ArrayList<>();
        private final List<LogFault> remarks = new ArrayList<>();

        @Override
        public void line(LogExport.Line line) {
            lines.add(line);
        }

        @Override
        public void fault(LogFault fault) {
            faults.add(fault);
        }

        @Override
        public void remark(LogFault remark) {
            remarks.add(remark);
        }
    }

    private Exported export(Optional<Instant> since, long after) throws IOException {
        Exported exported = new Exported();
        int faults = LogExport.show(state, since, after, exported);
        assertThat(faults).isEqualTo(exported.faults.size());
        return exported;
    }

    private LogCheck.Result check(Checkpoint... known) throws IOException {
        return LogCheck.walk(state, List.of(known));
    }

    private void append(int lines) throws IOException {
        for (int i = 0; i < lines; i++) {
            new DecisionLog(state, ROTATE_AT).append(NOON, line("text"));
        }
    }

    private void unrotated(int lines) throws IOException {
        for (int i = 0; i < lines; i++) {
            new DecisionLog(state).append(NOON, line("text"));
        }
    }

    private static LogLine line(String text) {
        return (json, caseId) -> {
            json.writeStringField("text", text);
            json.writeBooleanField("flag", true);
        };
    }

    private static String seq(String line) {
        return line.substring("{\"seq\":".length(), line.indexOf(','));
    }

    private Path lastFile() throws IOException {
        List<LogFile> files = LogFile.in(state);
        return files.get(files.size() - 1).path();
    }

    private static int beginningOfLastLine(byte[] file) {
        for (int i = file.length - 2; i >= 0; i--) {
            if (file[i] == '\n') {
                return i + 1;
            }
        }
        return 0;
    }
}
