package dev.refwarden.ledger;

import static dev.refwarden.ledger.LedgerContract.NOON;
import static dev.refwarden.ledger.WrittenLines.answering;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file for those who ship logs holds every line once, in order, whatever happened to it and to its writers. */
class FollowedLogTest {
    @TempDir
    private Path folder;

    private StateFolder state = new StateFolder(Path.of(""));
    private Path file = Path.of("");
    private Ledger ledger = Ledger.in(state);
    private int written;
    private int rotations = 1000;

    @BeforeEach
    void begin() throws IOException {
        state = new StateFolder(Files.createDirectory(folder.resolve("state")));
        file = folder.resolve("shipped");
        ledger = Ledger.create(state);
    }

    @AfterEach
    void end() {
        ledger.close();
    }

    private void write(int lines) throws IOException {
        for (int i = 0; i < lines; i++) {
            ledger.append(NOON, "r", answering("r", "n" + ++written));
        }
    }

    private void follow() throws Exception {
        new FollowedLog(state).follow(ledger, file).get(60, TimeUnit.SECONDS);
    }

    private List<byte[]> lines() throws IOException {
        List<byte[]> lines = new ArrayList<>();
        Lines.each(ledger, 0, line -> lines.add(line.bytes()));
        return lines;
    }

    private String text(int from, int to) throws IOException {
        StringBuilder out = new StringBuilder();
        for (byte[] line : lines().subList(from, to)) {
            out.append(new String(line, UTF_8));
        }
        return out.toString();
    }

    private String text() throws IOException {
        return text(0, lines().size());
    }

    @Test
    void everyLineIsThereOnce() throws Exception {
        write(300);
        follow();
        assertThat(file).hasContent(text());
        follow();
        write(1);
        follow();
        assertThat(Files.readString(file)).isEqualTo(text());
        assertThat(FollowedLog.missing(ledger, file)).isZero();
        assertThat(FollowedLog.failure(state)).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void commandsBringTheirLinesThemselves() throws Exception {
        write(2);
        try (Ledger followed = Ledger.in(state).followedBy(java.util.Optional.of(file))) {
            followed.append(NOON, "r", answering("r", "by a command"));
        }
        assertThat(Files.readString(file)).isEqualTo(text());
    }

    @Test
    void itGoesOnInANewFileWhereTheOldOneWasRenamed() throws Exception {
        write(3);
        follow();
        Path old = Files.move(file, folder.resolve("shipped.1"));
        write(2);
        assertThat(FollowedLog.missing(ledger, file)).isEqualTo(2);
        follow();
        assertThat(Files.readString(old)).isEqualTo(text(0, 3));
        assertThat(Files.readString(file)).isEqualTo(text(3, 5));
        Files.move(file, folder.resolve("shipped.2"));
        Files.createFile(file);
        write(1);
        follow();
        assertThat(Files.readString(file)).isEqualTo(text(5, 6));
    }

    /** Whoever is killed has written some of the bytes, and may not have said so in STATE. */
    @Test
    void whoeverWasKilledIsGoneOnFrom() throws Exception {
        write(40);
        byte[] all = text().getBytes(UTF_8);
        Random random = new Random(17);
        for (int round = 0; round < 60; round++) {
            int length = random.nextInt(all.length + 1);
            Files.write(file, java.util.Arrays.copyOf(all, length));
            if (round % 3 == 0) {
                Files.deleteIfExists(state.followed());
            }
            if (round % 3 == 0 || text().indexOf('\n') < length) {
                follow();
                assertThat(Files.readString(file)).as("cut at " + length).isEqualTo(text());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not ours\n",
                "not ours",
                "{\"seq\":1,\"prev\":\"\n",
                "{\"seq\":99999999999999999999,\"prev\":\"x\n"
            })
    void whatIsThereAlreadyStays(String there) throws Exception {
        Files.writeString(file, there);
        write(3);
        follow();
        String apart = there.isEmpty() || there.endsWith("\n") ? "" : "\n";
        assertThat(Files.readString(file)).isEqualTo(there + apart + text());
    }

    @Test
    void linesLongerThanAnyBufferAreFoundAgain() throws Exception {
        for (int size : List.of(70_000, 3_000_000, 10)) {
            ledger.append(NOON, "r", (json, caseId) -> json.writeStringField("long", "x".repeat(size)));
            follow();
        }
        assertThat(Files.readString(file)).isEqualTo(text());
        byte[] all = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(all, 2_000_000));
        follow();
        assertThat(Files.readString(file)).isEqualTo(text());
    }

    @Test
    void aLedgerThatWasSetBackIsGoneOnFromTheLastLineThatItHolds() throws Exception {
        write(3);
        Path backup = folder.resolve("backup");
        ledger.backup(backup);
        String before = text();
        write(2);
        follow();
        String forgotten = text(3, 5);
        ledger.close();
        for (String suffix : List.of("-wal", "-shm")) {
            Files.deleteIfExists(state.path().resolve("ledger.db" + suffix));
        }
        Files.move(backup, state.ledger(), StandardCopyOption.REPLACE_EXISTING);
        ledger = Ledger.in(state);
        ledger.adopt(NOON, "root", "a test");
        follow();
        assertThat(Files.readString(file)).isEqualTo(before + forgotten + text(3, 4));
        assertThat(text(3, 4)).contains("\"event\":\"adopted\"");
    }

    @Test
    void whatIsNoFileIsToldAndForgottenWhenItIsMended() throws Exception {
        write(1);
        Files.createDirectory(file);
        follow();
        assertThat(FollowedLog.failure(state)).get().asString().endsWith("shipped is not a regular file");
        Files.delete(file);
        Files.createSymbolicLink(file, folder.resolve("elsewhere"));
        follow();
        assertThat(FollowedLog.failure(state)).isPresent();
        assertThat(Files.exists(folder.resolve("elsewhere"), LinkOption.NOFOLLOW_LINKS))
                .isFalse();
        Files.delete(file);
        follow();
        assertThat(FollowedLog.failure(state)).isEmpty();
        assertThat(Files.readString(file)).isEqualTo(text());
    }

    @Test
    void aPipeKeepsNobodyWaiting() throws Exception {
        write(1);
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();
        follow();
        assertThat(FollowedLog.failure(state)).get().asString().contains("not a regular file");
    }

    @Test
    void aDiskThatIsFullIsToldAndTheLineCompletedLater() throws Exception {
        write(2);
        follow();
        Files.move(file, folder.resolve("kept"));
        Files.createSymbolicLink(file, Path.of("/dev/full"));
        write(1);
        follow();
        assertThat(FollowedLog.failure(state)).isPresent();
        Files.delete(file);
        Files.move(folder.resolve("kept"), file);
        byte[] third = lines().get(2);
        Files.write(file, java.util.Arrays.copyOf(third, 30), StandardOpenOption.APPEND);
        follow();
        assertThat(Files.readString(file)).isEqualTo(text());
    }

    private synchronized void rotate() throws IOException {
        if (Files.exists(file)) {
            Files.move(file, folder.resolve("shipped." + ++rotations));
        }
    }

    /** As processes do: each with its own lock on the file in STATE. */
    @Test
    void manyWritersLeaveNoGap() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(6);
        List<Future<?>> running = new ArrayList<>();
        for (int writer = 0; writer < 6; writer++) {
            String name = "w" + writer;
            running.add(writers.submit(() -> {
                try (Ledger own = Ledger.in(state)) {
                    FollowedLog followed = new FollowedLog(state);
                    for (int i = 0; i < 25; i++) {
                        own.append(NOON, "r", answering("r", name + "-" + i));
                        if (i % 7 == 0) {
                            rotate();
                        }
                        followed.follow(own, file).get(60, TimeUnit.SECONDS);
                    }
                }
                return null;
            }));
        }
        for (Future<?> one : running) {
            one.get();
        }
        writers.shutdown();
        follow();
        rotate();
        StringBuilder shipped = new StringBuilder();
        for (int i = 1001; i <= rotations; i++) {
            shipped.append(Files.readString(folder.resolve("shipped." + i)));
        }
        assertThat(shipped.toString()).isEqualTo(text());
    }
}
