package dev.refwarden.git.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Texts are merged as git merges them; one letter stands for a line. */
class TextMergeTest {
    @Test
    void changesWithALineBetweenThemAreBothTaken() {
        assertThat(merge("abcde", "aXcde", "abcYe")).contains("aXcYe");
    }

    @Test
    void changesOfNeighbouringLinesConflict() {
        assertThat(merge("abcd", "aXcd", "abYd")).isEmpty();
        assertThat(merge("abcd", "abXcd", "abYd")).isEmpty();
    }

    @Test
    void changesThatComeToTheSameAreTakenOnce() {
        assertThat(merge("abc", "aXc", "aXc")).contains("aXc");
        assertThat(merge("abcdef", "aXYdef", "aXYdeZ")).contains("aXYdeZ");
    }

    @Test
    void whatComesToTheSameByOtherEditsIsTakenOnce() {
        assertThat(merge("abcd", "aXd", "aXd")).contains("aXd");
        assertThat(merge("a}}}b", "a}b", "a}b")).contains("a}b");
    }

    @Test
    void ofEqualLinesTheLastIsTheOneThatWent() {
        assertThat(merge("a}}}b", "a}}b", "aX}}b")).contains("aX}b");
        assertThat(merge("a}}b", "a}b", "a}}X")).isEmpty();
    }

    @Test
    void ofEqualLinesTheLastIsTheOneThatCame() {
        assertThat(merge("a}}b", "a}}}b", "aX}b")).contains("aX}}b");
        assertThat(merge("a}b", "a}}b", "a}X")).isEmpty();
    }

    @Test
    void aBlockThatIsPutAmongItsLikeStandsBehindTheLastOfThem() {
        assertThat(merge("f{x}g{y}h", "f{x}k{z}g{y}h", "F{x}g{y}h")).contains("F{x}k{z}g{y}h");
        assertThat(merge("f{x}g{y}h", "f{x}g{z}g{y}h", "f{x}g{y}H")).contains("f{x}g{z}g{y}H");
    }

    @Test
    void severalEditsOfOneSideThatMeetOneOfTheOtherAreOneConflict() {
        assertThat(merge("abcdefg", "aXcYefg", "aPQRSfg")).isEmpty();
        assertThat(merge("abcdefgh", "aXcYefgh", "aXcYefgZ")).contains("aXcYefgZ");
    }

    private static Optional<String> merge(String base, String ours, String theirs) {
        return TextMerge.of(lines(base), lines(ours), lines(theirs), () -> {})
                .map(merged -> new String(merged, StandardCharsets.US_ASCII).replace("\n", ""));
    }

    private static byte[] lines(String letters) {
        return letters.replaceAll("(.)", "$1\n").getBytes(StandardCharsets.US_ASCII);
    }
}
