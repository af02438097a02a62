package dev.refwarden.review.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepsTest {
    private static final int LONGEST_LINE = 1_000;
    private static final int MOST_LINES = 20;

    @Test
    void stepsStandOneBehindTheOther() {
        Steps steps = Steps.of(10, "curl", "-d", "secret");

        assertThat(steps.areIn("curl -d $SECRET")).isTrue();
        assertThat(steps.areIn("-d curl secret")).isFalse();
        assertThat(steps.areIn("curl -d")).isFalse();
    }

    @Test
    void theyStandNearEachOther() {
        Steps steps = Steps.of(5, "curl", "sh");

        assertThat(steps.areIn("curl a sh")).isTrue();
        assertThat(steps.areIn("curl far away sh")).isFalse();
        assertThat(steps.areIn("curl far away curl sh")).isTrue();
    }

    /** The time is a limit far from what it takes: a pattern with gaps in it took half a second for each of them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl,",
                "curl -d ",
                "curl|",
                "wget;",
                "secrets.|",
                "secrets. | curl",
                "curl,-d data=",
                "curl?",
                "a/",
                "-a "
            })
    void linesThatAreMadeToBeSlowAreNot(String unit) {
        String line = unit.repeat(LONGEST_LINE / unit.length());

        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> List.of(FileKind.WORKFLOW, FileKind.SOURCE).forEach(kind -> {
                    for (int i = 0; i < MOST_LINES; i++) {
                        AddedLine.kinds(kind, line);
                    }
                }));
    }
}
