package dev.refwarden.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.refwarden.suite.Effort;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest(name = "{0} matches {1}")
    @CsvSource({
        "refs/heads/main, refs/heads/main",
        "refs/heads/*, refs/heads/main",
        "refs/heads/*, refs/heads/",
        "refs/heads/**, refs/heads/main",
        "refs/heads/**, refs/heads/a/b/c",
        "refs/heads/**, refs/heads",
        "refs/tags/v*, refs/tags/v1.0",
        "refs/tags/v*, refs/tags/v",
        "refs/tags/v*-rc*, refs/tags/v1-rc2-rc3",
        "**, refs/heads/main",
        "**, main",
        "**/main, main",
        "**/main, refs/heads/main",
        "**/heads/**, refs/heads/a/b",
        "a/**/b, a/b",
        "a/**/b, a/x/b/y/b",
        "a/**/**/b, a/b",
        "**/*.sh, build.sh",
        "**/*.sh, tools/build/all.sh",
        "**/*.sh, .sh",
        ".github/**, .github/workflows/ci.yml",
        "*/*, a/b",
        "*a*b*, xaybz",
        "**/a/*/b/**, x/a/a/c/b/y",
        "**/a/*/b/**, a/a/b/b",
        "ä*, äö",
        "*/heads/main, refs/heads/main",
    })
    void matches(String pattern, String name) {
        assertThat(new Glob(pattern).matches(name)).isTrue();
    }

    @ParameterizedTest(name = "{0} does not match {1}")
    @CsvSource({
        "refs/heads/main, refs/heads/Main",
        "refs/heads/main, refs/heads/main2",
        "refs/heads/main, refs/heads/mai",
        "refs/heads/main, refs/heads/main/x",
        "refs/heads/*, refs/heads/a/b",
        "refs/heads/*, refs/heads",
        "refs/heads/**, refs/headsx",
        "refs/heads/**, refs/tags/heads",
        "refs/tags/v*, refs/tags/V1",
        "refs/tags/v*, refs/tags/v1/2",
        "**/main, refs/heads/xmain",
        "**/main, refs/heads/main/x",
        "a/**/b, ab",
        "a/**/b, a/bb",
        "**/*.sh, build.sh/x",
        ".github/**, x/.github/ci.yml",
        "*/*, a",
        "*/*, a/b/c",
        "a?c, abc",
        "[ab], a",
        "a.c, abc",
        "**/a/*/b/**, a/b",
    })
    void doesNotMatch(String pattern, String name) {
        assertThat(new Glob(pattern).matches(name)).isFalse();
    }

    @Test
    void agreesWithTheDefinitionOnRandomPatterns() {
        Random random = new Random(1);
        int matched = 0;
        int rounds = Effort.rounds(200_000);
        for (int i = 0; i < rounds; i++) {
            String pattern = random(random, new String[] {"a", "b", "*", "**", "a*", "*b", "a*b", "*a*"}, 4);
            String name = random(random, new String[] {"a", "b", "ab", "aab", "ba", "", "bab"}, 4);
            boolean expected = matchesByDefinition(segments(pattern), segments(name));
            matched += expected ? 1 : 0;
            assertThat(new Glob(pattern).matches(name))
                    .as("%s against %s", pattern, name)
                    .isEqualTo(expected);
        }
        assertThat(matched).isBetween(rounds / 10, rounds * 9 / 10);
    }

    @Test
    void meetsExactlyWhatHasANameInCommon() {
        Random random = new Random(2);
        String[] parts = {"a", "b", "*", "**", "a*", "*b"};
        List<String> names = names(5);
        for (int i = 0; i < Effort.rounds(3_000); i++) {
            Glob one = new Glob(random(random, parts, 3));
            Glob other = new Glob(random(random, parts, 3));
            // What two patterns of up to three parts have in common shows in names of up to five segments.
            boolean common = names.stream().anyMatch(name -> one.matches(name) && other.matches(name));
            assertThat(one.meets(other)).as("%s and %s", one, other).isEqualTo(common);
            assertThat(other.meets(one)).as("%s and %s", other, one).isEqualTo(common);
        }
    }

    @Test
    @Timeout(20)
    void noPatternTakesLong() {
        String name = "a/".repeat(2_000) + "a";
        for (String pattern : List.of(
                "**/" + "a/**/".repeat(150) + "b",
                "**/".repeat(300) + "b",
                "**/*a*a*a*a*a*b",
                "*".repeat(1) + "a*".repeat(400) + "b",
                "**/" + "*a*/".repeat(200) + "b")) {
            long start = System.nanoTime();
            assertThatCode(() -> {
                        assertThat(new Glob(pattern).matches(name)).isFalse();
                        assertThat(new Glob(pattern).matches("a".repeat(4_000))).isFalse();
                    })
                    .doesNotThrowAnyException();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void isEqualWhenThePatternIs() {
        assertThat(new Glob("a/*")).isEqualTo(new Glob("a/*")).hasSameHashCodeAs(new Glob("a/*"));
        assertThat(new Glob("a/*")).isNotEqualTo(new Glob("a/**")).hasToString("a/*");
    }

    private static String random(Random random, String[] parts, int most) {
        StringBuilder out = new StringBuilder();
        for (int i = random.nextInt(most); i >= 0; i--) {
            out.append(parts[random.nextInt(parts.length)]).append(i == 0 ? "" : "/");
        }
        return out.toString();
    }

    /** Every name of up to {@code depth} segments over a few that tell the patterns apart. */
    private static List<String> names(int depth) {
        List<String> segments = List.of("a", "b", "ab", "c");
        if (depth == 1) {
            return segments;
        }
        List<String> shorter = names(depth - 1);
        return Stream.concat(
                        shorter.stream(),
                        shorter.stream()
                                .filter(name ->
                                        name.chars().filter(c -> c == '/').count() == depth - 2)
                                .flatMap(name -> segments.stream().map(segment -> name + "/" + segment)))
                .toList();
    }

    private static List<String> segments(String text) {
        return Arrays.asList(text.split("/", -1));
    }

    private static boolean matchesByDefinition(List<String> pattern, List<String> name) {
        if (pattern.isEmpty()) {
            return name.isEmpty();
        }
        List<String> rest = pattern.subList(1, pattern.size());
        if (pattern.get(0).equals("**")) {
            return matchesByDefinition(rest, name)
                    || (!name.isEmpty() && matchesByDefinition(pattern, name.subList(1, name.size())));
        }
        return !name.isEmpty()
                && segmentMatchesByDefinition(pattern.get(0), name.get(0))
                && matchesByDefinition(rest, name.subList(1, name.size()));
    }

    private static boolean segmentMatchesByDefinition(String pattern, String name) {
        if (pattern.isEmpty()) {
            return name.isEmpty();
        }
        if (pattern.charAt(0) == '*') {
            return segmentMatchesByDefinition(pattern.substring(1), name)
                    || (!name.isEmpty() && segmentMatchesByDefinition(pattern, name.substring(1)));
        }
        return !name.isEmpty()
                && pattern.charAt(0) == name.charAt(0)
                && segmentMatchesByDefinition(pattern.substring(1), name.substring(1));
    }

    @ParameterizedTest
    @CsvSource({
        "refs/heads/**, refs/heads/main, true",
        "refs/heads/**, refs/heads/a/b, true",
        "refs/heads/**, refs/heads/*, true",
        "refs/heads/**, refs/heads/release/**, true",
        "refs/heads/*, refs/heads/**, false",
        "refs/heads/*, refs/heads/v*, true",
        "refs/heads/v*, refs/heads/*, false",
        "**, refs/tags/*, true",
        "**/*.sh, build/*.sh, true",
        "**/*.sh, build/**, false",
        "refs/**/x, refs/x, true",
        "refs/heads/main, refs/heads/main, true",
        "refs/heads/main, refs/heads/*, false",
    })
    void coversWhatItCovers(String glob, String other, boolean covers) {
        assertThat(new Glob(glob).covers(new Glob(other))).isEqualTo(covers);
    }

    @Test
    void whatIsCoveredIsMatched() {
        Random random = new Random(7);
        String[] parts = {"a", "b", "*", "**", "a*", "*b"};
        String[] plain = {"a", "b", "ab", "x"};
        int covered = 0;
        for (int i = 0; i < 20_000; i++) {
            Glob glob = new Glob(joined(random, parts));
            Glob other = new Glob(joined(random, parts));
            String name = joined(random, plain);
            if (glob.covers(other) && other.matches(name)) {
                covered++;
                assertThat(glob.matches(name))
                        .as("%s, %s, %s", glob, other, name)
                        .isTrue();
            }
        }
        assertThat(covered).isGreaterThan(100);
    }

    private static String joined(Random random, String[] parts) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i <= random.nextInt(3); i++) {
            out.append(i == 0 ? "" : "/").append(parts[random.nextInt(parts.length)]);
        }
        return out.toString();
    }
}
