package dev.refwarden.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.suite.Effort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed while they write, or whose disk is full: what they said is durable is there, and no half. */
class KilledWriterTest {
    private static final int KILLS = 300;
    private static final int FEW = 8;
    private static final int LONGEST_MILLIS = 25;

    @TempDir
    private Path folder;

    private StateFolder state = new StateFolder(Path.of(""));
    private long known;

    @BeforeEach
    void make() throws IOException {
        state = new StateFolder(Files.createDirectory(folder.resolve("state")));
        Ledger.create(state).close();
    }

    private Process start(String before) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String command = before + "exec \"$0\" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp \"$1\" "
                + LedgerWriter.class.getName() + " \"$2\"";
        return new ProcessBuilder(
                        "sh",
                        "-c",
                        command,
                        java,
                        System.getProperty("java.class.path"),
                        state.path().toString())
                .redirectOutput(out().toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    /** The last line that a process called durable, and what it said at its end. */
    private record Said(long seq, String end) {}

    private Said said() throws IOException {
        long seq = 0;
        String end = "";
        // Whoever is killed may leave half a line.
        for (String line : Files.readString(out()).split("(?<=\n)", -1)) {
            if (line.startsWith("failed")) {
                end = line.strip();
            } else if (line.matches("[0-9]+\n")) {
                seq = Long.parseLong(line.strip());
            }
        }
        return new Said(seq, end);
    }

    private Path out() {
        return folder.resolve("out");
    }

    @Test
    void whoeverIsKilledLeavesTheLedgerWhole() throws Exception {
        Random random = new Random(9);
        int kills = Effort.isThorough() ? KILLS : FEW;
        long durable = 0;
        for (int kill = 1; kill <= kills; kill++) {
            Process writer = start("");
            while (said().seq() == 0 && writer.isAlive()) {
                Thread.sleep(2);
            }
            assertThat(said().seq()).as(Files.readString(folder.resolve("err"))).isPositive();
            Thread.sleep(random.nextInt(LONGEST_MILLIS), random.nextInt(1_000_000));
            writer.destroyForcibly().waitFor();
            durable = said().seq();
            try (Ledger ledger = Ledger.in(state)) {
                long lines = ledger.status().lines();
                // The one that was being made may be there; its writer was killed before it could say so.
                assertThat(lines).as("kill " + kill).isBetween(durable, durable + 3);
                if (kill % 10 == 0 || kill == kills) {
                    assertThatItIsWhole(ledger);
                }
            }
        }
        assertThat(durable).isGreaterThan(kills);
    }

    private static void assertThatItIsWhole(Ledger ledger) throws IOException {
        assertThat(LogCheck.walk(ledger, LogCheck.Known.NOTHING, lines -> {}).breaks())
                .isEmpty();
    }

    /** No process may write a file that is longer than so much, as where a quota or a disk ends. */
    @Test
    void aFileThatMayNotGrowRefusesAndLosesNothing() throws Exception {
        for (int blocks : List.of(300, 437, 1_111, Effort.isThorough() ? 8_999 : 2_003)) {
            Process writer = start("ulimit -f " + blocks + "; ");
            writer.waitFor();
            Said said = said();
            assertThat(said.end()).as(blocks + " blocks").startsWith("failed: ");
            assertThatItGoesOn(said);
        }
    }

    @Test
    void aDiskThatIsFullRefusesAndLosesNothing() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        if (!isRun("mount", "-t", "tmpfs", "-o", "size=900k,mode=0700", "refwarden-test", disk.toString())) {
            System.out.println("NOT PLAYED: a small disk can be mounted by root alone, outside of most containers");
            org.junit.jupiter.api.Assumptions.abort("no small disk can be mounted");
        }
        try {
            state = new StateFolder(Files.createDirectory(disk.resolve("state")));
            Ledger.create(state).close();
            Path ballast = disk.resolve("ballast");
            Files.write(ballast, new byte[200_000]);
            Process writer = start("");
            writer.waitFor();
            Said said = said();
            assertThat(said.end()).startsWith("failed: ").containsIgnoringCase("full");
            assertThat(said.seq()).isGreaterThan(3);
            // It is read while the disk is full, and written again once it is not.
            try (Ledger ledger = Ledger.in(state)) {
                assertThat(ledger.status().lines()).isEqualTo(said.seq());
                assertThatItIsWhole(ledger);
            }
            Files.delete(ballast);
            assertThatItGoesOn(said);
        } finally {
            assertThat(isRun("umount", disk.toString())).isTrue();
        }
    }

    private void assertThatItGoesOn(Said said) throws IOException {
        try (Ledger ledger = Ledger.in(state)) {
            long lines = ledger.status().lines();
            assertThat(lines).as(said.toString()).isEqualTo(Math.max(said.seq(), known));
            assertThatItIsWhole(ledger);
            known = LedgerWriter.decide(ledger, lines);
            assertThat(known).isEqualTo(lines + (lines > 0 ? 3 : 2));
            assertThatItIsWhole(ledger);
        }
    }

    private static boolean isRun(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
