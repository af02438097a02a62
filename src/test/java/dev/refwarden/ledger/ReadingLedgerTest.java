package dev.refwarden.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingLedgerTest {
    private static final CaseEvent NOTE = new CaseEvent(
            new CaseId("K7F3-2QXM"), CaseEvent.Kind.NOTE, Instant.parse("2026-11-23T09:00:00Z"), "carol", "", "a note");

    @Test
    void whoeverReadsSeesWhatOthersWriteAndWritesNothing(@TempDir Path folder) throws IOException {
        try (Ledger ledger = Ledger.create(new StateFolder(folder));
                Ledger reading = ledger.reading()) {
            assertThat(CaseEvent.about(reading, NOTE.of())).isEmpty();
            assertThatThrownBy(() -> NOTE.appendTo(reading)).isInstanceOf(IOException.class);
            NOTE.appendTo(ledger);
            assertThat(CaseEvent.about(reading, NOTE.of())).containsExactly(NOTE);
            assertThatThrownBy(() -> NOTE.appendAfter(0, reading)).hasStackTraceContaining("readonly");
            assertThat(LogCheck.length(ledger)).isEqualTo(1);
        }
        // Also where no one else has it open, and nothing is left of its write-ahead log.
        try (Ledger reading = Ledger.in(new StateFolder(folder)).reading()) {
            assertThat(CaseEvent.about(reading, NOTE.of())).containsExactly(NOTE);
        }
    }
}
