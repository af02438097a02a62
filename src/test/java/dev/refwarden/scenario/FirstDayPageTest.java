package dev.refwarden.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The transcript on the pages is what scenario 360 plays, which reads its commands from the page of the first day. */
class FirstDayPageTest {
    private static final String FENCE = "```";

    @Test
    void theTranscriptIsThatOfTheScenario() throws IOException {
        String page = Files.readString(Path.of("src/site/markdown/first-day-transcript.md"));
        int from = page.indexOf(FENCE) + FENCE.length() + "text\n".length();
        String shown = page.substring(from, page.lastIndexOf(FENCE));
        assertThat(shown)
                .isEqualTo(Files.readString(Path.of("src/test/resources/scenarios/360-first-day/expected.txt")));
    }
}
