package dev.refwarden.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeedsTest {
    @TempDir
    Path scenario;

    @Test
    void gitIsNewEnoughByItsNumbers() {
        assertThat(Needs.isAtLeast("git version 2.46.0", 2, 46)).isTrue();
        assertThat(Needs.isAtLeast("git version 2.55.1.windows.1", 2, 46)).isTrue();
        assertThat(Needs.isAtLeast("git version 3.0.0-rc1", 2, 46)).isTrue();
        assertThat(Needs.isAtLeast("git version 2.5.9", 2, 46)).isFalse();
        assertThat(Needs.isAtLeast("git version 1.99", 2, 46)).isFalse();
        assertThat(Needs.isAtLeast("something else", 2, 46)).isFalse();
    }

    @Test
    void whatIsNotHereIsNamed() throws Exception {
        assertThat(Needs.missing(scenario)).isEmpty();
        Files.writeString(scenario.resolve("needs"), "sh\ngit 1.0\ngit 99.0\nno-such-tool\n");
        assertThat(Needs.missing(scenario)).containsExactly("git 99.0", "no-such-tool");
    }
}
