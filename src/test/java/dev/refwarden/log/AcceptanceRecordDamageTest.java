package dev.refwarden.log;

import static dev.refwarden.log.AcceptanceRecordTest.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.object.ObjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a record whose files are lost or damaged: everything is worked out anew from the log. */
class AcceptanceRecordDamageTest {
    private static final Instant START = Instant.parse("2026-01-10T00:00:00Z");
    private static final int PUSHES = 12;
    private static final int COMMITS = 700;

    @TempDir
    private Path root;

    private StateFolder state;

    private interface Damage {
        void doTo(Path folder) throws IOException;
    }

    /** Every push lands, and the next one says so; the last push did not land. */
    @BeforeEach
    void log() throws IOException {
        state = new StateFolder(root);
        write(root);
        assertWhole();
    }

    private static void write(Path root) throws IOException {
        DecisionLog log = new DecisionLog(new StateFolder(root));
        for (int push = 0; push <= PUSHES; push++) {
            log.append(START.plusSeconds(60L * push), line(push));
        }
        new AcceptanceRecord(new StateFolder(root), "api").add(List.of());
    }

    @TestFactory
    List<DynamicTest> everyDamageIsNoticedAndMended() {
        return List.of(
                damage("a run that is gone", folder -> Files.delete(run(folder))),
                damage("a run that is cut off", folder -> cut(run(folder), 32)),
                damage("a run that is cut off within an entry", folder -> cut(run(folder), 7)),
                damage("a run that is empty", folder -> Files.write(run(folder), new byte[0])),
                damage("a tail that is gone", folder -> Files.delete(find(folder, "tail-"))),
                damage("a tail that is cut off", folder -> cut(find(folder, "tail-"), 32)),
                damage("a tail that is empty", folder -> Files.write(find(folder, "tail-"), new byte[0])),
                damage("a list of files that is gone", folder -> Files.delete(folder.resolve("files"))),
                damage("a list of files that is empty", folder -> Files.write(folder.resolve("files"), new byte[0])),
                damage("a list of files that is cut off", folder -> cut(folder.resolve("files"), 3)),
                damage(
                        "a list of files that is nonsense",
                        folder -> Files.writeString(
                                folder.resolve("files"), "refwarden accepted 2\ntail x\nrun 1\nend\n")),
                damage("a folder that is gone", AcceptanceRecordDamageTest::delete),
                damage("a folder that is empty", folder -> {
                    delete(folder);
                    Files.createDirectory(folder);
                }));
    }

    @Test
    void noFlippedBitIsEverBelieved() throws IOException {
        Path folder = state.accepted("api");
        Random random = new Random(7);
        for (int round = 0; round < 60; round++) {
            Path file = round % 3 == 0 ? find(folder, "tail-") : run(folder);
            byte[] whole = Files.readAllBytes(file);
            byte[] damaged = whole.clone();
            int at = random.nextInt(whole.length);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, damaged);
            assertThatThrownBy(() -> new AcceptanceRecord(state, "api").check()).isInstanceOf(DamagedRecord.class);
            RepositoryRecord read = RepositoryRecord.lookInto(state, "api", ref -> Optional.empty());
            for (int push = 0; push < PUSHES; push++) {
                for (int i = 0; i < COMMITS; i += 97) {
                    assertThat(read.firstAccepted(id(push * COMMITS + i))).contains(START.plusSeconds(60L * push));
                }
            }
            Files.write(file, whole);
        }
    }

    @Test
    void whatSomebodyElsePutThereIsPassedOver() throws IOException {
        Path folder = state.accepted("api");
        Files.writeString(folder.resolve("run-3.bak"), "?");
        Files.writeString(folder.resolve("run-abc"), "?");
        Files.writeString(folder.resolve("README"), "?");
        assertWhole();
        new AcceptanceRecord(state, "api").rebuild();
        assertWhole();
        assertThat(folder.resolve("README")).exists();
    }

    @Test
    void aRecordOfAnOlderFormIsReplaced() throws IOException {
        Path folder = state.accepted("api");
        delete(folder);
        Files.createDirectory(folder);
        Files.write(folder.resolve("tail"), new byte[28 * 5]);
        Files.write(folder.resolve("run-1"), new byte[28 * 9]);
        new AcceptanceRecord(state, "api").add(List.of());
        assertWhole();
        assertThat(folder.resolve("tail")).doesNotExist();
    }

    @Test
    void lookingMendsNothingInPlace() throws IOException {
        Path folder = state.accepted("api");
        Files.delete(run(folder));
        List<Path> before = list(folder);
        RepositoryRecord read = RepositoryRecord.lookInto(state, "api", ref -> Optional.empty());
        assertThat(read.damage()).isEmpty();
        assertThat(read.firstAccepted(id(0))).contains(START);
        assertThat(read.damage()).contains("a file of it is missing");
        assertThat(list(folder)).isEqualTo(before);
    }

    private DynamicTest damage(String name, Damage damage) {
        return DynamicTest.dynamicTest(name, () -> {
            Path folder = state.accepted("api");
            damage.doTo(folder);
            assertThatThrownBy(() -> new AcceptanceRecord(state, "api").check())
                    .as("notices")
                    .isInstanceOf(DamagedRecord.class);
            RepositoryRecord hook = RepositoryRecord.open(state, "api", List.of(), ref -> Optional.<ObjectId>empty());
            assertThat(hook.firstAccepted(id(COMMITS))).contains(START.plusSeconds(60));
            assertWhole();
            damage.doTo(folder);
            new AcceptanceRecord(state, "api")
                    .add(List.of(new LandedPush(START.plusSeconds(9_999), List.of(id(999_999)))));
            assertThat(new AcceptanceRecord(state, "api").firstAccepted(id(999_999)))
                    .contains(START.plusSeconds(9_999));
            new AcceptanceRecord(state, "api").rebuild();
            assertWhole();
        });
    }

    private void assertWhole() throws IOException {
        AcceptanceRecord record = new AcceptanceRecord(state, "api");
        assertThat(record.check()).isEqualTo((long) PUSHES * COMMITS);
        for (int push = 0; push < PUSHES; push++) {
            for (int i = 0; i < COMMITS; i += 97) {
                assertThat(record.firstAccepted(id(push * COMMITS + i))).contains(START.plusSeconds(60L * push));
            }
        }
        assertThat(record.firstAccepted(id(PUSHES * COMMITS))).isEmpty();
    }

    /** A line as the hook writes it: what it accepts, and that the push before has landed. */
    private static LogLine line(int push) {
        return (JsonGenerator json, CaseId caseId) -> {
            json.writeStringField("verdict", "accepted");
            json.writeStringField("repository", "api");
            json.writeArrayFieldStart("updates");
            json.writeStartObject();
            json.writeStringField("ref", "refs/heads/main");
            json.writeStringField("old", id(push).hex());
            json.writeStringField("new", id(push + 1).hex());
            json.writeArrayFieldStart("accepts");
            json.writeStartObject();
            json.writeStringField("rule", "r");
            json.writeBooleanField("commits", true);
            json.writeStringField("commit", id(push + 1).hex());
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
            json.writeArrayFieldStart("commits");
            for (int i : IntStream.range(push * COMMITS, (push + 1) * COMMITS).toArray()) {
                json.writeStartObject();
                json.writeStringField("id", id(i).hex());
                json.writeStringField("signer", "alice");
                json.writeEndObject();
            }
            json.writeEndArray();
            if (push > 0) {
                json.writeArrayFieldStart("landed");
                json.writeStartObject();
                json.writeNumberField("seq", push);
                json.writeStringField("ref", "refs/heads/main");
                json.writeStringField("new", id(push).hex());
                json.writeEndObject();
                json.writeEndArray();
            }
        };
    }

    private static Path run(Path folder) throws IOException {
        return find(folder, "run-");
    }

    private static Path find(Path folder, String prefix) throws IOException {
        return list(folder).stream()
                .filter(file -> file.getFileName().toString().startsWith(prefix))
                .findFirst()
                .orElseThrow();
    }

    private static List<Path> list(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static void cut(Path file, int bytes) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - bytes));
    }

    private static void delete(Path folder) throws IOException {
        for (Path file : list(folder)) {
            Files.delete(file);
        }
        Files.delete(folder);
    }
}
