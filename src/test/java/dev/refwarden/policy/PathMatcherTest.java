package dev.refwarden.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PathMatcherTest {
    private static final int ROUNDS = 3_000;
    private static final String[] PARTS = {"a", "b", "ab", "*", "a*", "*b", "*a*b*", "**", "**"};
    private static final String[] SEGMENTS = {"a", "b", "ab", "aab", "c", "é"};

    private final Random random = new Random(20_260_101);

    @Test
    void saysOfEveryPathWhatNamesSay() {
        for (int round = 0; round < ROUNDS; round++) {
            List<GlobSet> lists = List.of(names(), names(), names());
            PathMatcher matcher = new PathMatcher(lists);
            for (int i = 0; i < 20; i++) {
                List<String> path = segments(SEGMENTS, 5);
                PathMatcher.Place place = matcher.root();
                for (String segment : path.subList(0, path.size() - 1)) {
                    place = place.below(segment);
                }
                place = random.nextBoolean() ? place.at(last(path)) : place.below(last(path));
                check(lists, String.join("/", path), place);
            }
        }
    }

    private static void check(List<GlobSet> lists, String path, PathMatcher.Place place) {
        boolean any = false;
        for (int list = 0; list < lists.size(); list++) {
            GlobSet names = lists.get(list);
            Glob below = new Glob(path + "/*/**");
            boolean may = names.match().stream().anyMatch(glob -> glob.meets(below));
            any |= may;
            assertThat(place.matches(list)).as("%s in %s", path, names).isEqualTo(names.contain(path));
            assertThat(place.mayMatchBelow(list))
                    .as("below %s in %s", path, names)
                    .isEqualTo(may);
        }
        assertThat(place.isOpen()).isEqualTo(any);
    }

    @Test
    void placesAreEqualWhereTheSameIsLeft() {
        PathMatcher matcher =
                new PathMatcher(List.of(new GlobSet(List.of(new Glob("**/x"), new Glob("a/b/y")), List.of())));
        assertThat(matcher.root().below("b").below("a"))
                .isEqualTo(matcher.root().below("c"));
        assertThat(matcher.root().below("a")).isNotEqualTo(matcher.root().below("c"));
        assertThat(matcher.root().below("a").below("c"))
                .isEqualTo(matcher.root().below("c"))
                .hasSameHashCodeAs(matcher.root().below("c"));
    }

    @Test
    void aNameWithSlashesIsAsManySegmentsAsItSays() {
        PathMatcher matcher = new PathMatcher(List.of(new GlobSet(List.of(new Glob("a/b/y")), List.of())));
        assertThat(matcher.root().below("a/b").at("y").matches(0)).isTrue();
    }

    /** Patterns of which there are many ways to match, at names of many equal segments. */
    @Test
    void manyStarsTakeNoTime() {
        String pattern = "**/a/".repeat(150) + "b";
        PathMatcher matcher = new PathMatcher(List.of(new GlobSet(List.of(new Glob(pattern)), List.of())));
        PathMatcher.Place place = matcher.root();
        for (int i = 0; i < 900; i++) {
            place = place.below("a");
        }
        assertThat(place.at("b").matches(0)).isTrue();
        assertThat(place.at("c").matches(0)).isFalse();
    }

    private GlobSet names() {
        return new GlobSet(globs(1 + random.nextInt(3)), globs(random.nextInt(2)));
    }

    private List<Glob> globs(int count) {
        List<Glob> globs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            globs.add(new Glob(String.join("/", segments(PARTS, 5))));
        }
        return globs;
    }

    private List<String> segments(String[] from, int most) {
        List<String> segments = new ArrayList<>();
        for (int i = 1 + random.nextInt(most); i > 0; i--) {
            segments.add(from[random.nextInt(from.length)]);
        }
        return segments;
    }

    private static String last(List<String> path) {
        return path.get(path.size() - 1);
    }
}
