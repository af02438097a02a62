package dev.refwarden.evidence;

import dev.refwarden.history.TreeChanges;
import dev.refwarden.merge.Merges;
import dev.refwarden.object.Commit;
import dev.refwarden.object.ObjectId;
import dev.refwarden.object.ObjectStore;
import dev.refwarden.object.Tree;
import java.util.List;
import java.util.Optional;

/** Holds merge commits against what merging their parents comes to; for one thread. */
final class MergeReading {
    private final Merges merges;

    MergeReading(ObjectStore store, Deadline deadline) {
        this.merges = new Merges(store, deadline::check);
    }

    /** Absent where a parent cannot be read. */
    Optional<Merges.Expected> expected(Commit merge) {
        return merges.expected(merge.parents());
    }

    /** Whether it is a merge of two different parents, the first not containing the second, that adds and leaves out nothing. */
    boolean isClean(Commit merge) {
        return merges.canBeClean(merge.parents())
                && expected(merge)
                        .filter(expected ->
                                expected.clean().stream().anyMatch(tree -> isSame(merge.tree(), tree, expected)))
                        .isPresent();
    }

    private static boolean isSame(ObjectId tree, ObjectId other, Merges.Expected expected) {
        Difference difference = new Difference();
        new TreeChanges(
                        id -> {
                            Optional<Tree> read = expected.objects().tree(id);
                            difference.found |= read.isEmpty();
                            return read;
                        },
                        difference)
                .compare(tree, List.of(other));
        return !difference.found;
    }

    /** Whether there was any. */
    private static final class Difference implements TreeChanges.Visitor {
        private boolean found;

        @Override
        public void changed(String path, boolean elsewhere) {
            found = true;
        }

        @Override
        public void tooDeep(String path) {
            found = true;
        }
    }
}
