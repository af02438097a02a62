package dev.refwarden.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.hook.gate.JudgedCount;
import dev.refwarden.ledger.LogFigures;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    private static List<String> metrics(Instant latest) {
        LogFigures log = new LogFigures(
                Map.of("refused", 1L),
                Map.of(),
                Collections.nCopies(LogFigures.BOUNDS.size(), 1L),
                40,
                Optional.of(latest),
                600);
        return Metrics.of(log, new JudgedCount(41, 2), List.of(), Optional.empty(), NOW)
                .lines()
                .toList();
    }

    private static String age(Instant latest) {
        return metrics(latest).stream()
                .filter(line -> line.startsWith("refwarden_log_age_seconds "))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theLogIsAsOldAsItsLastDecision() {
        assertThat(age(NOW.minusSeconds(90))).endsWith(" 90.0");
    }

    @Test
    void whatJudgedPushesIsCountedApart() {
        assertThat(metrics(NOW))
                .contains(
                        "# TYPE refwarden_pushes_judged counter",
                        "refwarden_pushes_judged{by=\"gate\"} 41",
                        "refwarden_pushes_judged{by=\"process\"} 2");
    }

    @Test
    void aDecisionThatWasMadeMeanwhileGivesNoNegativeAge() {
        assertThat(age(NOW.plusSeconds(1))).endsWith(" 0.0");
    }
}
