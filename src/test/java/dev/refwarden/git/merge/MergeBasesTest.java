package dev.refwarden.git.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.ObjectType;
import dev.refwarden.git.StoredObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Merge bases by the walk are those of the definition, whatever times commits claim. */
class MergeBasesTest {
    private static final String TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

    private final Map<ObjectId, StoredObject> commits = new HashMap<>();
    private final Map<ObjectId, Set<ObjectId>> before = new HashMap<>();

    @Test
    void basesAreThoseOfTheDefinition() {
        for (int seed = 0; seed < 400; seed++) {
            List<ObjectId> history = history(new Random(seed));
            Random random = new Random(~seed);
            MergeBases bases = new MergeBases(this::read, () -> {});
            for (int i = 0; i < 20; i++) {
                ObjectId other = any(history, random);
                List<ObjectId> one = List.of(any(history, random), any(history, random));
                assertThat(bases.of(one, other).orElseThrow())
                        .as("seed %d", seed)
                        .containsExactlyInAnyOrderElementsOf(naive(one, other));
            }
        }
    }

    @Test
    void aCommitThatAnotherContainsIsNotIndependent() {
        for (int seed = 0; seed < 400; seed++) {
            List<ObjectId> history = history(new Random(seed));
            Random random = new Random(~seed);
            Set<ObjectId> some = Set.of(history.get(0), history.get(5), history.get(random.nextInt(6, 40)));
            assertThat(new MergeBases(this::read, () -> {}).independent(some))
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(best(some));
        }
    }

    private Set<ObjectId> naive(List<ObjectId> one, ObjectId other) {
        Set<ObjectId> common = new HashSet<>();
        one.forEach(tip -> common.addAll(before(tip)));
        common.retainAll(before(other));
        return best(common);
    }

    private Set<ObjectId> best(Set<ObjectId> among) {
        Set<ObjectId> best = new HashSet<>(among);
        best.removeIf(id -> among.stream()
                .anyMatch(later -> !later.equals(id) && before(later).contains(id)));
        return best;
    }

    /** Forty commits of up to three parents; their times are in order, the same, or anything, by the seed. */
    private List<ObjectId> history(Random random) {
        List<ObjectId> made = new ArrayList<>();
        int kind = random.nextInt(3);
        for (int i = 0; i < 40; i++) {
            StringBuilder text = new StringBuilder("tree " + TREE + "\n");
            Set<ObjectId> contained = new HashSet<>();
            for (int parents = random.nextInt(4); parents > 0 && i > 0; parents--) {
                ObjectId parent = made.get(Math.max(0, i - 1 - random.nextInt(6)));
                text.append("parent ").append(parent.hex()).append('\n');
                contained.addAll(before(parent));
            }
            long time = 1_700_000_000L + (kind == 0 ? i : kind == 1 ? 0 : random.nextInt(1 << 28));
            text.append("author a <a> %d +0000\ncommitter a <a> %d +0000\n\n%d".formatted(time, time, i));
            ObjectId id = ObjectId.fromHex("%040x".formatted(random.nextLong() & Long.MAX_VALUE));
            contained.add(id);
            before.put(id, contained);
            commits.put(
                    id,
                    new StoredObject.Raw(id, ObjectType.COMMIT, text.toString().getBytes(StandardCharsets.US_ASCII)));
            made.add(id);
        }
        return made;
    }

    private StoredObject read(ObjectId id) {
        return commits.getOrDefault(id, new StoredObject.Missing(id));
    }

    /** A commit and all that it contains. */
    private Set<ObjectId> before(ObjectId commit) {
        return before.getOrDefault(commit, Set.of());
    }

    private static ObjectId any(List<ObjectId> history, Random random) {
        return history.get(random.nextInt(history.size()));
    }
}
