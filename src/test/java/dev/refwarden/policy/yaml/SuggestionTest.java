package dev.refwarden.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
    private static final List<String> KEYS =
            List.of("signed-by", "scope", "based-on", "merges-by", "committer", "author", "by", "on");

    @ParameterizedTest
    @CsvSource({
        "signed_by, signed-by",
        "signedby, signed-by",
        "SIGNED-BY, signed-by",
        "singed-by, signed-by",
        "scpoe, scope",
        "comitter, committer",
        "commiter, committer",
        "autor, author",
        "bye, by",
        "based-off, based-on",
    })
    void aSlipOfThePenIsUnderstood(String written, String meant) {
        assertThat(Suggestion.hint(written, KEYS)).isEqualTo(", did you mean \"" + meant + "\"?");
    }

    @ParameterizedTest
    @CsvSource({"webhook", "x", "so", "ci", "zacharias", "''"})
    void whatIsNearNothingIsLeftAlone(String written) {
        assertThat(Suggestion.hint(written, KEYS)).isEmpty();
    }

    @Test
    void endlessNamesAreNotCompared() {
        assertThat(Suggestion.hint("a".repeat(1_000_000), List.of("a".repeat(999_999))))
                .isEmpty();
    }
}
