package dev.refwarden.hook.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.hook.PushNonce;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.ledger.StateFolder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A push judged without a gate, after one was asked for it. */
class ColdHookTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final String UPDATE = "0".repeat(40) + " " + "1".repeat(40) + " refs/heads/topic\n";
    private static final int GATE = 4711;

    @TempDir
    Path root;

    @BeforeEach
    void install() throws Exception {
        Files.createDirectories(root.resolve("config/people"));
        write("config/policy.yaml", "version: 1\nrepositories: [{match: [\"**\"], unmatched: allow, rules: []}]\n");
        write("config/server.yaml", "version: 1\nserver: git.example.org\nroot: \"" + root + "\"\n");
        Files.createDirectories(root.resolve("state"));
        assertThat(new ProcessBuilder("git", "init", "-q", "--bare", root + "/repo.git")
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void aPushThatTookAllOfTheGatesMemoryIsRefusedWithItsUpdates() throws Exception {
        try (Ledger ledger = Ledger.create(new StateFolder(root.resolve("state")))) {
            String nonce = UUID.randomUUID().toString();
            Files.createDirectory(root.resolve("state/run"));
            write("state/run/judging-" + nonce, GATE + "\n");
            write(
                    "state/run/gate-" + GATE + ".out",
                    "Terminating due to java.lang.OutOfMemoryError: Java heap space\n");
            String words = judge(PushNonce.parse(nonce), 1);
            assertThat(words).contains("judging it takes more memory than the gate has (gate.memory) [limit-exceeded]");
            assertThat(JudgedCount.of(root.resolve("state"))).isEqualTo(new JudgedCount(0, 1));
            List<String> log = new ArrayList<>();
            LoggedDecision.readAll(ledger, line -> log.add(line.json()));
            assertThat(log).last().asString().contains("\"ref\":\"refs/heads/topic\"");
        }
    }

    @Test
    void failuresOfOneProcessAtTheSameMomentAreIncidentsOfTheirOwn() throws Exception {
        String one = judge(Optional.empty(), 3);
        String other = judge(Optional.empty(), 3);
        assertThat(one).contains("incident ").isNotEqualTo(other);
        try (Stream<Path> incidents = Files.list(root.resolve("state/incidents"))) {
            assertThat(incidents).hasSize(2);
        }
    }

    private String judge(Optional<PushNonce> nonce, int status) {
        ByteArrayOutputStream words = new ByteArrayOutputStream();
        ColdHook hook = new ColdHook(
                root.resolve("config"),
                root.resolve("state"),
                new Arrival(nonce, System.nanoTime(), nonce.isPresent()));
        int ended = hook.run(
                Map.of("GIT_DIR", root + "/repo.git"),
                new ByteArrayInputStream(UPDATE.getBytes(StandardCharsets.UTF_8)),
                NOW,
                new PrintStream(words, true, StandardCharsets.UTF_8));
        assertThat(ended).isEqualTo(status);
        return words.toString(StandardCharsets.UTF_8);
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(root.resolve(file), text);
    }
}
