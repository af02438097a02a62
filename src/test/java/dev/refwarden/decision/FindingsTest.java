package dev.refwarden.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Only a judgement that found nothing accepts. */
class FindingsTest {
    @Test
    void nothingFoundIsTheOnlyAcceptance() {
        assertThat(new Findings().verdict()).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void anotherFindingNeverMakesARefusalAnAcceptance() {
        Random random = new Random(3);
        Code[] codes = Code.values();
        for (int i = 0; i < 2_000; i++) {
            Findings findings = new Findings();
            int refusing = 0;
            int observed = 0;
            for (int j = 0; j < 1 + random.nextInt(6); j++) {
                boolean enforced = random.nextBoolean();
                findings.under(enforced, Finding.ofPush(codes[random.nextInt(codes.length)], "because"));
                refusing += enforced ? 1 : 0;
                observed += enforced ? 0 : 1;
                Verdict verdict = findings.verdict();
                assertThat(verdict instanceof Verdict.Refused).isEqualTo(refusing > 0);
                assertThat(verdict instanceof Verdict.Observed).isEqualTo(refusing == 0);
                assertThat(verdict.findings()).hasSize(refusing + observed);
            }
        }
    }

    @Test
    void aRefusalWithoutAReasonCannotBeBuilt() {
        assertThatThrownBy(() -> new Verdict.Refused(List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
