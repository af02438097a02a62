package dev.refwarden.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SshEnvironmentTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "acceptenv GIT_*",
                "AcceptEnv LANG LC_* GIT_CONFIG_*",
                "AcceptEnv=GIT_CONFIG_COUNT",
                "acceptenv \"GIT_EXEC_PATH\"",
                "acceptenv *",
                "acceptenv ?IT_*",
                "acceptenv XDG_*",
                "permituserenvironment yes",
                "permituserenvironment LANG,GIT_DIR",
                "\tAcceptEnv GIT_TRACE*"
            })
    void whatTellsGitToPassOverTheHookIsFound(String line) {
        assertThat(check(line)).last().satisfies(checked -> {
            assertThat(checked.level()).isEqualTo(Checked.Level.FAIL);
            assertThat(checked.text()).contains("pass over the hook");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acceptenv LANG",
                "acceptenv LC_* COLORTERM NO_COLOR",
                "AcceptEnv GIT_PROTOCOL",
                "AcceptEnv GIT_AUTHOR_* GIT_COMMITTER_*",
                "#AcceptEnv GIT_*",
                "acceptenv LANG # GIT_*",
                "permituserenvironment no",
                "passwordauthentication no",
                ""
            })
    void whatLetsNothingDangerousInIsPassedOver(String line) {
        assertThat(check(line)).isEmpty();
    }

    @Test
    void trustedVariableThatPushersCanSetIsNamed() {
        assertThat(check("acceptenv REFWARDEN_*"))
                .singleElement()
                .satisfies(checked ->
                        assertThat(checked.text()).startsWith("pushers can set REFWARDEN_PUSHER themselves"));
    }

    private static List<Checked> check(String line) {
        return new SshEnvironment(SshdSettings.of(List.of("port 22", line))).check(List.of("REFWARDEN_PUSHER"));
    }
}
