package dev.refwarden.log;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.attestation.StatementDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final Instant NOW = Instant.ofEpochMilli(1_795_420_800_123L);
    private static final DecisionLog.Position POSITION =
            new DecisionLog.Position(7, 1, 1_234, 567, new LineHash("a".repeat(64)));

    @TempDir
    private Path root;

    @Test
    void whatWasUsedIsFoundAgain() throws IOException {
        Journal journal = journal();
        List<Use> uses = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            uses.add(new Use(digest(i), i % 2 == 0 ? UseKind.TOKEN : UseKind.COUNTER, "note " + i));
        }
        journal.add(uses, NOW, POSITION);
        for (Use use : uses) {
            assertThat(journal.uses(use.digest())).containsExactly(new PastUse(use, NOW, POSITION));
        }
        assertThat(journal.uses(digest(9_999))).isEmpty();
    }

    @Test
    void aLineThatACrashCutShortHidesNothing() throws IOException {
        Journal journal = journal();
        Use before = new Use(digest(1), UseKind.CERTIFICATE, "");
        journal.add(List.of(before), NOW, POSITION);
        Path file = root.resolve("used").resolve(before.digest().hex().substring(0, 2));
        Files.writeString(file, before.digest().hex().substring(0, 30), StandardOpenOption.APPEND);
        Use after = new Use(before.digest(), UseKind.APPROVAL_SPENT, "alice");
        journal.add(List.of(after), NOW, POSITION);
        assertThat(journal.uses(before.digest()))
                .containsExactly(new PastUse(before, NOW, POSITION), new PastUse(after, NOW, POSITION));
    }

    private Journal journal() throws IOException {
        Journal journal = new Journal(new StateFolder(root));
        journal.rebuild();
        return journal;
    }

    private static StatementDigest digest(int n) {
        return StatementDigest.of("test", "", Integer.toString(n).getBytes(US_ASCII));
    }
}
