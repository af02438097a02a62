package dev.refwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.LocalTool;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose pager is started, and with what of the environment. */
class PagerChoiceTest {
    private static final List<String> LESS = List.of("/usr/bin/less", "-FRX");

    @BeforeEach
    void lessIsHere() {
        LocalTool.need(Path.of("/usr/bin/less"), "less");
    }

    @Test
    void ownPagerIsStartedWithTheWholeEnvironment() {
        Map<String, String> environment = Map.of("PAGER", "more -s", "LOGNAME", "alice", "LESSOPEN", "|x %s");
        assertThat(PagerChoice.of(environment, "alice"))
                .contains(new PagerChoice(List.of("/bin/sh", "-c", "more -s"), environment));
    }

    @Test
    void lessIsUsualAndAlsoSeesTheWholeOfItsOwnersEnvironment() {
        Map<String, String> environment = Map.of("LOGNAME", "alice", "LESS", "-S");
        assertThat(PagerChoice.of(environment, "alice")).contains(new PagerChoice(LESS, environment));
    }

    @Test
    void rootStartsNothingThatTheEnvironmentNames() {
        Map<String, String> environment = Map.of(
                "PAGER",
                "evil",
                "LESSOPEN",
                "|evil %s",
                "LESSEDIT",
                "evil",
                "SHELL",
                "evil",
                "PATH",
                "evil",
                "TERM",
                "vt100");
        assertThat(PagerChoice.of(environment, "root"))
                .contains(new PagerChoice(LESS, Map.of("TERM", "vt100", "LESSSECURE", "1", "LESSHISTFILE", "-")));
    }

    @Test
    void neitherDoesAnAccountThatRootBecame() {
        for (Map<String, String> environment : List.of(
                Map.of("PAGER", "evil", "LOGNAME", "root"),
                Map.of("PAGER", "evil", "USER", "root"),
                Map.of("PAGER", "evil", "LOGNAME", "git", "SUDO_USER", "alice"))) {
            assertThat(PagerChoice.of(environment, "git"))
                    .contains(new PagerChoice(LESS, Map.of("LESSSECURE", "1", "LESSHISTFILE", "-")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "cat"})
    void noPagerMayBeAskedFor(String pager) {
        assertThat(PagerChoice.of(Map.of("PAGER", pager), "alice")).isEmpty();
        assertThat(PagerChoice.of(Map.of("PAGER", pager), "root")).isEmpty();
    }
}
