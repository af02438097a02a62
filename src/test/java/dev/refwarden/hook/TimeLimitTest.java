package dev.refwarden.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.ledger.Use;
import dev.refwarden.ledger.UseKind;
import dev.refwarden.statement.StatementDigest;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
    private final TimeLimit limit = new TimeLimit(System.nanoTime());

    @Test
    void certificateIsUsedUpByAPushThatTookTooLong() {
        Use seen = new Use(StatementDigest.of("certificate", "", new byte[] {1}), UseKind.CERTIFICATE, "");

        limit.certified(Optional.of(seen));

        assertThat(limit.late().decided().uses()).containsExactly(seen);
    }

    @Test
    void pushThatComesTooLateIsGivenTimeToBeRecorded() {
        TimeLimit late =
                new TimeLimit(System.nanoTime() - Duration.ofSeconds(90).toNanos());

        assertThat(late.isOver()).isTrue();
        assertThat(late.left(Duration.ZERO)).isPositive();
    }

    @Test
    void onlyOneThreadAnswers() throws Exception {
        assertThat(limit.claim()).isTrue();
        Thread other = new Thread(() -> limit.answered(new Outcome.Refused(limit.claim() ? 2 : 1, "")));
        other.start();
        other.join();

        limit.finished();

        assertThat(limit.await(Duration.ZERO)).contains(new Outcome.Refused(1, ""));
        assertThat(limit.isMine()).isTrue();
    }
}
