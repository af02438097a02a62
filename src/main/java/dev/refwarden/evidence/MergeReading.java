package dev.refwarden.evidence;

import dev.refwarden.git.Commit;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.ObjectStore;
import dev.refwarden.git.Tree;
import dev.refwarden.git.TreeChanges;
import dev.refwarden.git.merge.Merges;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

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
        AnyDifference search = new AnyDifference();
        TreeChanges.TreeSource source = id -> {
            Optional<Tree> read = expected.objects().tree(id);
            search.unreadable |= read.isEmpty();
            return read;
        };
        AtomicBoolean found = new TreeChanges<>(source, search).compare("", tree, List.of(other));
        return !found.get() && !search.unreadable;
    }

    /** Whether there is any, wherever. */
    private static final class AnyDifference implements TreeChanges.Search<String, AtomicBoolean> {
        private boolean unreadable;

        @Override
        public AtomicBoolean nothing() {
            return new AtomicBoolean();
        }

        @Override
        public String below(String place, String name) {
            return place;
        }

        @Override
        public boolean isFutile(String place) {
            return false;
        }

        @Override
        public void changed(AtomicBoolean found, String place, String name, boolean elsewhere) {
            found.set(true);
        }

        @Override
        public void add(AtomicBoolean found, String name, AtomicBoolean below) {
            found.compareAndSet(false, below.get());
        }

        @Override
        public void tooDeep() {
            unreadable = true;
        }

        @Override
        public boolean isEnough(AtomicBoolean found) {
            return found.get() || unreadable;
        }
    }
}
