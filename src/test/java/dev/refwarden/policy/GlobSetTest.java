package dev.refwarden.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class GlobSetTest {
    @Test
    void aNameIsMeantWhenSomePatternMatchesAndNoExceptionDoes() {
        GlobSet names = new GlobSet(
                List.of(new Glob("refs/heads/**"), new Glob("refs/tags/v*")), List.of(new Glob("refs/heads/tmp/**")));
        assertThat(names.contain("refs/heads/main")).isTrue();
        assertThat(names.contain("refs/tags/v1")).isTrue();
        assertThat(names.contain("refs/tags/x1")).isFalse();
        assertThat(names.contain("refs/heads/tmp/x")).isFalse();
    }

    @Test
    void noPatternsAtAllCannotBeMeant() {
        assertThatThrownBy(() -> new GlobSet(List.of(), List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
