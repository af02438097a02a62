package dev.refwarden.git.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.ObjectType;
import dev.refwarden.git.StoredObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What cannot be worked out is not taken for a merge in which nothing is left. */
class MergesTest {
    private final Map<ObjectId, StoredObject> objects = new HashMap<>();
    private int made;

    @Test
    void aParentWhoseTreeCannotBeReadLeavesNothingToCompareWith() {
        ObjectId base = commit(tree());
        ObjectId mine = commit(tree(), base);
        ObjectId theirs = commit(add(ObjectType.TREE, "no tree at all"), base);

        Merges.Expected expected = merges().expected(List.of(mine, theirs)).orElseThrow();

        assertThat(expected.trees()).isEmpty();
        assertThat(expected.clean()).isEmpty();
    }

    @Test
    void aThirdParentIsNotMergedIntoWhatCouldNotBeMerged() {
        ObjectId base = commit(tree());
        ObjectId damaged = commit(add(ObjectType.TREE, "no tree at all"), base);

        Merges.Expected expected = merges().expected(List.of(commit(tree(), base), damaged, commit(tree(), base)))
                .orElseThrow();

        assertThat(expected.trees()).isEmpty();
    }

    @Test
    void moreParentsThanAnybodyMergesAreNotGoneInto() {
        ObjectId base = commit(tree());
        List<ObjectId> parents = new ArrayList<>();
        for (int i = 0; i < 101; i++) {
            parents.add(commit(tree(), base));
        }
        assertThat(merges().expected(parents).orElseThrow().trees()).isEmpty();
        assertThat(merges().expected(parents.subList(0, 100)).orElseThrow().clean())
                .hasSize(1);
    }

    private Merges merges() {
        return new Merges(id -> objects.getOrDefault(id, new StoredObject.Missing(id)), () -> {});
    }

    private ObjectId tree() {
        return add(ObjectType.TREE, "");
    }

    private ObjectId commit(ObjectId tree, ObjectId... parents) {
        StringBuilder text = new StringBuilder("tree " + tree.hex() + "\n");
        for (ObjectId parent : parents) {
            text.append("parent ").append(parent.hex()).append('\n');
        }
        text.append("author a <a> 1 +0000\ncommitter a <a> 1 +0000\n\n");
        return add(ObjectType.COMMIT, text.toString());
    }

    private ObjectId add(ObjectType type, String content) {
        ObjectId id = ObjectId.fromHex("%040x".formatted(++made));
        objects.put(id, new StoredObject.Raw(id, type, content.getBytes(StandardCharsets.US_ASCII)));
        return id;
    }
}
