package dev.refwarden.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.policy.Folder;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of {@code server.yaml} does not fit the machine. */
class ServerChecksTest {
    @TempDir
    private Path folder;

    private Path repositories = Path.of("");
    private ServerChecks.Machine machine = ServerChecks.Machine.HERE;

    @BeforeEach
    void makeMachine() throws IOException {
        repositories = Files.createDirectories(folder.resolve("srv"));
        Path bare = repositories.resolve("api.git");
        Files.createDirectories(bare.resolve("objects"));
        Files.createDirectory(bare.resolve("refs"));
        Files.writeString(bare.resolve("HEAD"), "ref: refs/heads/main\n");
        machine = new ServerChecks.Machine(
                Files.writeString(folder.resolve("meminfo"), "MemTotal:       16000000 kB\nMemFree: 1 kB\n"),
                Files.createDirectory(folder.resolve("systemd")),
                Files.createDirectory(folder.resolve("units")),
                systemctl("exit 3"));
    }

    /** A command in its place, which also notes what it was asked. */
    private String systemctl(String line) throws IOException {
        Path program = folder.resolve("systemctl");
        Files.writeString(program, "#!/bin/sh\necho \"$@\" >>'" + folder.resolve("asked") + "'\n" + line + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program.toString();
    }

    private List<String> found(String more) throws PolicyProblems {
        Folder config = Folder.least(folder.resolve("config"))
                .write("server.yaml", "version: 1\nserver: git.example.org\nroot: " + repositories + "\n" + more);
        return new ServerChecks(Configuration.load(config.path()), machine)
                .run().stream()
                        .map(check -> check.level() + " " + check.text() + "; " + check.remedy())
                        .toList();
    }

    @Test
    void aServerThatFitsIsNotSpokenOf() throws Exception {
        assertThat(found("")).isEmpty();
    }

    @Test
    void aRootWithoutRepositoriesIsNamed() throws Exception {
        Path full = repositories;
        repositories = Files.createDirectory(folder.resolve("empty"));
        String remedy =
                ", which server.yaml calls root; set root to the folder that holds the repositories: without it a"
                        + " push has no name to be judged by";
        assertThat(found("")).containsExactly("WARN no repository lies below " + repositories + remedy);
        repositories = folder.resolve("missing");
        assertThat(found("")).containsExactly("WARN no repository lies below " + repositories + remedy);
        repositories = full;
        assertThat(found("")).isEmpty();
    }

    @Test
    void limitsThatMemoryCannotHoldAreNamed() throws Exception {
        assertThat(found("gate: {memory: 64MiB}\nlimits: {object-size: 100MiB}\n"))
                .singleElement()
                .asString()
                .matches(
                        "WARN a push as large as limits allows takes about [0-9]+ MiB, and gate.memory is 64 MiB; raise"
                                + " gate.memory, or lower limits, in server.yaml");
    }

    @Test
    void moreMemoryThanTheMachineHasIsNamed() throws Exception {
        Files.writeString(machine.memory(), "MemTotal:        204800 kB\n");
        assertThat(found(""))
                .singleElement()
                .asString()
                .matches("WARN gate.memory is [0-9]+ MiB, and this machine has 200 MiB in all; lower gate.memory in"
                        + " server.yaml, or give the machine more");
    }

    @Test
    void aMachineThatDoesNotSayItsMemoryIsNotGuessedAt() throws Exception {
        for (String said : List.of("", "MemTotal:\n", "MemTotal: much kB\n")) {
            Files.writeString(machine.memory(), said);
            assertThat(found("")).as(said).isEmpty();
        }
    }

    @Test
    void unitsThatDoNotRunAreNamed() throws Exception {
        for (String unit : List.of(
                "refwarden-guard-git.timer",
                "refwarden-guard-git.service",
                "refwarden-gate-git.service",
                "sshd.service")) {
            Files.createFile(machine.units().resolve(unit));
        }
        assertThat(found(""))
                .containsExactlyInAnyOrder(
                        "WARN refwarden-guard-git.timer does not run; systemctl enable --now refwarden-guard-git.timer",
                        "WARN refwarden-gate-git.service does not run; systemctl enable --now refwarden-gate-git.service");
        assertThat(Files.readAllLines(folder.resolve("asked")))
                .containsExactlyInAnyOrder(
                        "is-active refwarden-guard-git.timer", "is-active refwarden-gate-git.service");
        systemctl("exit 0");
        assertThat(found("")).isEmpty();
    }

    @Test
    void withoutSystemdNoUnitIsAskedFor() throws Exception {
        Files.createFile(machine.units().resolve("refwarden-guard-git.timer"));
        Files.delete(machine.systemd());
        assertThat(found("")).isEmpty();
        assertThat(folder.resolve("asked")).doesNotExist();
    }

    @Test
    void aSystemctlThatIsGoneIsSaid() throws Exception {
        Files.createFile(machine.units().resolve("refwarden-guard-git.timer"));
        Files.delete(folder.resolve("systemctl"));
        assertThat(found("")).singleElement().asString().startsWith("WARN systemd cannot be asked: ");
    }
}
