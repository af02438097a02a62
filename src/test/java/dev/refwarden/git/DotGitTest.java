package dev.refwarden.git;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names are bytes decoded as ISO 8859-1. */
class DotGitTest {
    /** A byte that begins nothing, one cut short, U+FFFE, an overlong slash, a surrogate, an ignored one before. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                ".git\u00ff",
                ".git\u00ffx",
                ".git\u00c3",
                ".git\u00ef\u00bf\u00be",
                ".git\u00c0\u00af",
                ".git\u00ed\u00a0\u0080",
                ".git\u00e2\u0080\u008c\u00ff"
            })
    void aNameEndsWhereItIsNoUtf8(String name) {
        assertThat(DotGit.isDotGit(name)).isTrue();
    }

    @Test
    void soDoNamesOfFilesThatGitReads() {
        assertThat(DotGit.isRead(".gitmodules\u00ff")).isTrue();
        assertThat(DotGit.isRead(".gitmod\u00ffules")).isFalse();
        assertThat(DotGit.isDotGit(".gi\u00fft")).isFalse();
    }

    @Test
    @Timeout(60)
    void manyBackslashesTakeLinearTime() {
        assertThat(DotGit.isRead("\\".repeat(5_000_000))).isFalse();
    }
}
