package dev.refwarden.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Names that git cannot keep in a file are told before git meets them. */
class RefNameTest {
    @Test
    void aNameAsLongAsItsLockMayBeIsTaken() {
        assertThat(new RefName("refs/heads/" + "x".repeat(250)).isWellFormed()).isTrue();
        assertThat(new RefName("refs/heads/" + "x".repeat(251)).isWellFormed()).isFalse();
    }

    @Test
    void lengthIsCountedInBytes() {
        assertThat(new RefName("refs/heads/" + "\u00e4".repeat(125)).isWellFormed())
                .isTrue();
        assertThat(new RefName("refs/heads/" + "\u00e4".repeat(126)).isWellFormed())
                .isFalse();
    }

    @Test
    void manyShortLevelsAreTooLongTogether() {
        assertThat(new RefName("refs/heads" + "/x".repeat(1_900)).isWellFormed())
                .isTrue();
        assertThat(new RefName("refs/heads" + "/x".repeat(30_000)).isWellFormed())
                .isFalse();
    }

    @Test
    void whatShowsNothingMakesANameUnclean() {
        for (String hidden : List.of("\u3164", "\u2800", "\u00a0", "\u3000", "\u200b", "\u202e", "\u034f", "\ufe0f")) {
            assertThat(new RefName("refs/heads/main" + hidden).isClean())
                    .as(hidden)
                    .isFalse();
        }
    }

    @Test
    void lettersOfAllLanguagesAndEmojiAreClean() {
        for (String shown : List.of("\u00e4", "\u0430", "\u4e2d", "\ud55c", "\u2764\ufe0f", "\ud83d\ude80")) {
            assertThat(new RefName("refs/heads/" + shown).isClean()).as(shown).isTrue();
        }
    }
}
