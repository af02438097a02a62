package dev.refwarden.git.store;

import dev.refwarden.git.CommitLinks;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.ObjectType;
import dev.refwarden.git.ParsedTag;
import dev.refwarden.git.StoredObject;
import dev.refwarden.git.Tag;
import dev.refwarden.git.Tree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * As many of a push's new objects as fit somewhere: its tags and commits first, then what the newest of them hold.
 * Objects that the repository had before are no part of it.
 */
public final class NewObjects {
    private static final int BLOCK = 4096;
    /** A file larger than this is not what a reviewer reads. */
    private static final int LARGEST = 4 << 20;

    private static final int DEEPEST = 100;

    private final VerifiedObjects quarantine;
    private final LooseObjects kept;
    private final long most;
    private final long deadline;
    private final Set<ObjectId> seen = new HashSet<>();
    private final List<ObjectId> trees = new ArrayList<>();
    private long size;

    private NewObjects(VerifiedObjects quarantine, LooseObjects kept, long most, long deadline) {
        this.quarantine = quarantine;
        this.kept = kept;
        this.most = most;
        this.deadline = deadline;
    }

    /**
     * Copies them.
     *
     * @param quarantine the object directory that holds nothing but new objects
     * @param tips from where to look
     * @param objects the object directory to be filled
     * @param most bytes on disk
     * @param deadline by {@link System#nanoTime}; whatever is not copied by then is left out
     * @return how many bytes they take
     * @throws UnsupportedRepository if its objects are named in a way that is not read here
     */
    public static long copy(
            Path gitDir, Path quarantine, Collection<ObjectId> tips, Path objects, long most, long deadline)
            throws IOException, UnsupportedRepository {
        GitEnvironment alone = new GitEnvironment(gitDir, Optional.of(quarantine), List.of());
        try (GitRepository repository = GitRepository.open(alone);
                VerifiedObjects from = repository.objects(LARGEST)) {
            repository.until(deadline);
            NewObjects copying = new NewObjects(from, new LooseObjects(objects), most, deadline);
            copying.copyHistory(tips);
            for (ObjectId tree : copying.trees) {
                copying.copyTree(tree, DEEPEST);
            }
            return copying.size;
        }
    }

    private void copyHistory(Collection<ObjectId> tips) throws IOException {
        Deque<ObjectId> todo = new ArrayDeque<>(tips);
        while (!todo.isEmpty() && size < most / 2) {
            Optional<StoredObject.Raw> copied = copied(todo.remove());
            if (copied.isEmpty()) {
                continue;
            }
            StoredObject.Raw raw = copied.get();
            if (raw.type() == ObjectType.COMMIT) {
                CommitLinks.tree(raw).ifPresent(trees::add);
                todo.addAll(CommitLinks.of(raw).parents());
            } else if (raw.type() == ObjectType.TAG && ParsedTag.of(raw) instanceof Tag tag) {
                todo.add(tag.target());
            }
        }
    }

    private void copyTree(ObjectId id, int depth) throws IOException {
        if (depth == 0) {
            return;
        }
        Optional<StoredObject.Raw> copied = copied(id);
        if (copied.isPresent() && copied.get().type() == ObjectType.TREE) {
            for (Tree.Entry entry : Tree.of(copied.get()).orElse(Tree.EMPTY).entries()) {
                copyTree(entry.id(), depth - 1);
            }
        }
    }

    /** Absent where it is not new, was copied before, or is left out. */
    private Optional<StoredObject.Raw> copied(ObjectId id) throws IOException {
        if (System.nanoTime() - deadline > 0
                || !seen.add(id)
                || !(quarantine.read(id) instanceof StoredObject.Raw raw)
                || size + raw.bytes().length + BLOCK > most) {
            return Optional.empty();
        }
        size += BLOCK + (kept.write(raw) + BLOCK - 1) / BLOCK * BLOCK;
        return Optional.of(raw);
    }
}
