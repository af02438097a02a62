package dev.refwarden.git;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.suite.Effort;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The walk against a model that visits everything. */
class NewCommitsTest {
    private static final int GRAPHS = Effort.rounds(400);

    /** A history made at random; commit {@code n} has parents among those before it. */
    private static final class Graph {
        private final List<List<Integer>> parents = new ArrayList<>();
        private final Map<ObjectId, StoredObject> objects = new HashMap<>();

        Graph(Random random, int size, boolean honestClocks) {
            for (int n = 0; n < size; n++) {
                List<Integer> of = new ArrayList<>();
                for (int i = 0; n > 0 && i < 1 + (random.nextInt(4) == 0 ? 1 : 0); i++) {
                    int parent = Math.max(0, n - 1 - random.nextInt(4));
                    if (!of.contains(parent)) {
                        of.add(parent);
                    }
                }
                parents.add(of);
                long time = honestClocks ? 1_000_000 + 60L * n : 1_000_000 + random.nextInt(3_000);
                objects.put(id(n), new StoredObject.Raw(id(n), ObjectType.COMMIT, raw(of, time)));
            }
        }

        ObjectStore store() {
            return id -> objects.getOrDefault(id, new StoredObject.Missing(id));
        }

        /** Everything that {@code settled} covers: all of its history, or its first-parent line. */
        Set<Integer> before(Set<Integer> settled, boolean firstParent) {
            Set<Integer> seen = new HashSet<>();
            List<Integer> waiting = new ArrayList<>(settled);
            while (!waiting.isEmpty()) {
                int n = waiting.remove(waiting.size() - 1);
                if (seen.add(n)) {
                    List<Integer> of = parents.get(n);
                    waiting.addAll(firstParent && !of.isEmpty() ? of.subList(0, 1) : of);
                }
            }
            return seen;
        }

        /** What is new from {@code tip} on: settled commits end the search. */
        Set<ObjectId> newFrom(int tip, Set<Integer> settled, boolean firstParent) {
            Set<ObjectId> found = new HashSet<>();
            List<Integer> waiting = new ArrayList<>(List.of(tip));
            while (!waiting.isEmpty()) {
                int n = waiting.remove(waiting.size() - 1);
                if (!settled.contains(n) && found.add(id(n))) {
                    List<Integer> of = parents.get(n);
                    waiting.addAll(firstParent && !of.isEmpty() ? of.subList(0, 1) : of);
                }
            }
            return found;
        }

        private static byte[] raw(List<Integer> parents, long time) {
            StringBuilder raw =
                    new StringBuilder("tree ").append("0".repeat(39)).append("1\n");
            parents.forEach(parent -> raw.append("parent ").append(id(parent)).append('\n'));
            raw.append("author A <a@example.org> ").append(time).append(" +0000\n");
            raw.append("committer A <a@example.org> ").append(time).append(" +0000\n\nm\n");
            return raw.toString().getBytes(US_ASCII);
        }

        static ObjectId id(int n) {
            return ObjectId.fromHex(String.format("%040x", n + 1));
        }
    }

    @Test
    void withHonestClocksTheWalkFindsExactlyWhatIsNew() {
        Random random = new Random(1);
        for (int i = 0; i < GRAPHS; i++) {
            Graph graph = new Graph(random, 60, true);
            compare(graph, random, false, true, false);
            compare(graph, random, true, true, false);
        }
    }

    @Test
    void whateverClocksSayNothingNewIsMissed() {
        Random random = new Random(2);
        for (int i = 0; i < GRAPHS; i++) {
            Graph graph = new Graph(random, 60, false);
            compare(graph, random, false, false, false);
            compare(graph, random, true, false, false);
        }
    }

    @Test
    void walkedToTheEndItIsExactWhateverClocksSay() {
        Random random = new Random(3);
        for (int i = 0; i < GRAPHS; i++) {
            Graph graph = new Graph(random, 60, false);
            compare(graph, random, false, true, true);
            compare(graph, random, true, true, true);
        }
    }

    /** Some tips were judged along their first-parent line only, and of another rule what both rules settled counts, too. */
    @Test
    void whatWasJudgedAlongALineSettlesThatLineAlone() {
        Random random = new Random(5);
        for (int i = 0; i < GRAPHS; i++) {
            Graph graph = new Graph(random, 60, i % 2 == 0);
            List<Set<Integer>> tips = new ArrayList<>();
            Map<ObjectId, Settlement.Tip> marked = new HashMap<>();
            for (int mark = 0; mark < 6; mark++) {
                Set<Integer> of = new HashSet<>();
                for (int n = random.nextInt(3); n > 0; n--) {
                    int tip = random.nextInt(60);
                    marked.merge(
                            Graph.id(tip),
                            new Settlement.Tip(1L << mark, Settlement.Tip.TIME_UNKNOWN),
                            (one, other) -> new Settlement.Tip(one.marks() | other.marks(), one.claimedTime()));
                    of.add(tip);
                }
                tips.add(graph.before(of, mark % 2 == 0));
            }
            List<Settlement.Derivation> derivations = List.of(
                    new Settlement.Derivation(0, 2),
                    new Settlement.Derivation(2, 8),
                    new Settlement.Derivation(4, 32),
                    new Settlement.Derivation(0, 4 | 16),
                    new Settlement.Derivation(1, 8 | 32));
            int tip = random.nextInt(60);
            Set<ObjectId> expected = new HashSet<>();
            graph.before(Set.of(tip), false).forEach(n -> expected.add(Graph.id(n)));
            for (int n = 0; n < 60; n++) {
                boolean first = tips.get(2).contains(n) || tips.get(3).contains(n);
                boolean second = tips.get(4).contains(n) || tips.get(5).contains(n);
                if (tips.get(0).contains(n) || tips.get(1).contains(n) || (first && second)) {
                    expected.remove(Graph.id(n));
                }
            }
            NewCommits walk = new NewCommits(
                            graph.store(),
                            new HashMap<>(),
                            new Settlement(marked, 1 | 4 | 16, false, derivations),
                            1_000,
                            found -> {})
                    .walkFrom(Graph.id(tip));
            assertThat(walk.commits()).as("nothing missed in graph %d", i).containsAll(expected);
            assertThat(walk.walkToTheEnd(Integer.MAX_VALUE).commits())
                    .as("graph %d", i)
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void severalTipsBringTogetherWhatEachBringsAndNothingTwice() {
        Random random = new Random(4);
        for (int i = 0; i < GRAPHS; i++) {
            Graph graph = new Graph(random, 60, i % 2 == 0);
            boolean firstParent = i % 4 < 2;
            Set<Integer> settled = new HashSet<>(List.of(random.nextInt(60), random.nextInt(60)));
            NewCommits walk = new NewCommits(
                    graph.store(), new HashMap<>(), settlement(settled, firstParent), 1_000, found -> {});
            List<ObjectId> found = new ArrayList<>();
            Set<ObjectId> expected = new HashSet<>();
            List<Integer> ends = new ArrayList<>(List.of(0));
            for (int n = 0; n < 5; n++) {
                int tip = random.nextInt(60);
                ends.add(walk.walkFrom(Graph.id(tip)).found());
                expected.addAll(graph.newFrom(tip, graph.before(settled, firstParent), firstParent));
            }
            walk.walkToTheEnd(Integer.MAX_VALUE);
            for (int n = 0; n < 5; n++) {
                found.addAll(walk.commits(ends.get(n), ends.get(n + 1)));
            }
            assertThat(found).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void singleCommitsAreNotNewButWhatIsBeforeThemMayBe() {
        Random random = new Random(7);
        for (int i = 0; i < GRAPHS; i++) {
            Graph graph = new Graph(random, 60, i % 2 == 0);
            boolean firstParent = i % 4 < 2;
            Set<Integer> settled = new HashSet<>(List.of(random.nextInt(60)));
            int tip = 40 + random.nextInt(20);
            Set<ObjectId> single = Set.of(Graph.id(tip), Graph.id(20), Graph.id(30));
            Settlement without = settlement(settled, firstParent);
            Settlement with = new Settlement(
                    without.tips(), without.firstParentMarks(), without.alongFirstParents(), List.of(), single);
            Set<ObjectId> expected = graph.newFrom(tip, graph.before(settled, firstParent), firstParent);
            expected.removeAll(single);
            NewCommits walk = new NewCommits(
                            graph.store(),
                            new HashMap<>(),
                            with,
                            1_000,
                            found -> assertThat(single).doesNotContain(found.id()))
                    .walkFrom(Graph.id(tip));
            assertThat(walk.walkToTheEnd(Integer.MAX_VALUE).commits())
                    .as("graph %d", i)
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void ancestorsAreThoseThatCanBeReached() {
        Random random = new Random(6);
        for (int i = 0; i < GRAPHS; i++) {
            Graph graph = new Graph(random, 60, i % 2 == 0);
            Set<Integer> tips = new HashSet<>(List.of(random.nextInt(60), random.nextInt(60)));
            Ancestors ancestors = new Ancestors(
                    graph.store(), new HashMap<>(), tips.stream().map(Graph::id).toList());
            Set<Integer> expected = graph.before(tips, false);
            for (int n = 0; n < 20; n++) {
                int asked = random.nextInt(60);
                assertThat(ancestors.contain(Graph.id(asked))).isEqualTo(expected.contains(asked));
            }
        }
    }

    private static Settlement settlement(Set<Integer> tips, boolean firstParent) {
        Map<ObjectId, Settlement.Tip> marked = new HashMap<>();
        tips.forEach(n -> marked.put(Graph.id(n), new Settlement.Tip(1, Settlement.Tip.TIME_UNKNOWN)));
        return new Settlement(marked, firstParent ? 1 : 0, firstParent, List.of());
    }

    @Test
    void moreThanTheLimitIsSaid() {
        Graph graph = new Graph(new Random(5), 60, true);
        NewCommits walk = new NewCommits(graph.store(), new HashMap<>(), Settlement.before(List.of()), 10, found -> {})
                .walkFrom(Graph.id(59));
        assertThat(walk.exceedsLimit()).isTrue();
    }

    private static void compare(Graph graph, Random random, boolean firstParent, boolean exactly, boolean toTheEnd) {
        int tip = 30 + random.nextInt(30);
        Set<Integer> tips = new HashSet<>(List.of(random.nextInt(60), random.nextInt(60)));
        NewCommits walk = new NewCommits(
                        graph.store(), new HashMap<>(), settlement(tips, firstParent), 1_000, found -> {})
                .walkFrom(Graph.id(tip));
        if (toTheEnd) {
            walk.walkToTheEnd(Integer.MAX_VALUE);
        }
        Set<ObjectId> found = new HashSet<>(walk.commits());
        Set<ObjectId> expected = graph.newFrom(tip, graph.before(tips, firstParent), firstParent);
        if (exactly) {
            assertThat(found).isEqualTo(expected);
        } else {
            assertThat(found).containsAll(expected);
        }
    }
}
