package dev.refwarden.git;

import dev.refwarden.object.ObjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/**
 * As many of a push's new objects as fit somewhere: its tags and commits first, then what the newest of them hold.
 * Objects that the repository had before are no part of it.
 */
public final class NewObjects {
    private static final int BLOCK = 4096;
    /** A file larger than this is not what a reviewer reads. */
    private static final int LARGEST = 4 << 20;

    private static final int DEEPEST = 100;

    private final Repository quarantine;
    private final Path objects;
    private final long most;
    private final long deadline;
    private final Set<org.eclipse.jgit.lib.ObjectId> seen = new HashSet<>();
    private final List<org.eclipse.jgit.lib.ObjectId> trees = new ArrayList<>();
    private long size;

    private NewObjects(Repository quarantine, Path objects, long most, long deadline) {
        this.quarantine = quarantine;
        this.objects = objects;
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
     */
    public static long copy(
            Path gitDir, Path quarantine, Collection<ObjectId> tips, Path objects, long most, long deadline)
            throws IOException {
        QuietSystem.install();
        try (Repository from = opened(gitDir, quarantine);
                Repository to = opened(gitDir, objects);
                ObjectReader reader = from.newObjectReader();
                ObjectInserter inserter = to.newObjectInserter()) {
            NewObjects copying = new NewObjects(from, objects, most, deadline);
            copying.copyHistory(tips, reader, inserter);
            for (org.eclipse.jgit.lib.ObjectId tree : copying.trees) {
                copying.copyTree(tree, DEEPEST, reader, inserter);
            }
            return copying.size;
        }
    }

    private static Repository opened(Path gitDir, Path objects) throws IOException {
        return new FileRepositoryBuilder()
                .setGitDir(gitDir.toFile())
                .setObjectDirectory(objects.toFile())
                .build();
    }

    private void copyHistory(Collection<ObjectId> tips, ObjectReader reader, ObjectInserter inserter)
            throws IOException {
        Deque<org.eclipse.jgit.lib.ObjectId> todo = new ArrayDeque<>();
        tips.forEach(tip -> todo.add(org.eclipse.jgit.lib.ObjectId.fromRaw(tip.bytes())));
        while (!todo.isEmpty() && size < most / 2) {
            org.eclipse.jgit.lib.ObjectId id = todo.remove();
            if (!isNew(id)) {
                continue;
            }
            ObjectLoader loader = reader.open(id);
            if (!copied(loader, inserter)) {
                continue;
            }
            if (loader.getType() == Constants.OBJ_COMMIT) {
                RevCommit commit = RevCommit.parse(loader.getCachedBytes());
                trees.add(commit.getTree().copy());
                for (RevCommit parent : commit.getParents()) {
                    todo.add(parent.copy());
                }
            } else if (loader.getType() == Constants.OBJ_TAG) {
                todo.add(RevTag.parse(loader.getCachedBytes()).getObject().copy());
            }
        }
    }

    private void copyTree(org.eclipse.jgit.lib.ObjectId id, int depth, ObjectReader reader, ObjectInserter inserter)
            throws IOException {
        if (depth == 0 || !isNew(id)) {
            return;
        }
        ObjectLoader loader = reader.open(id);
        if (!copied(loader, inserter) || loader.getType() != Constants.OBJ_TREE) {
            return;
        }
        List<org.eclipse.jgit.lib.ObjectId> inside = new ArrayList<>();
        CanonicalTreeParser tree = new CanonicalTreeParser();
        for (tree.reset(loader.getCachedBytes()); !tree.eof(); tree.next()) {
            inside.add(tree.getEntryObjectId());
        }
        for (org.eclipse.jgit.lib.ObjectId one : inside) {
            copyTree(one, depth - 1, reader, inserter);
        }
    }

    private boolean isNew(org.eclipse.jgit.lib.ObjectId id) throws IOException {
        return seen.add(id) && quarantine.getObjectDatabase().has(id);
    }

    private boolean copied(ObjectLoader loader, ObjectInserter inserter) throws IOException {
        if (loader.getSize() > LARGEST || size + loader.getSize() + BLOCK > most || System.nanoTime() > deadline) {
            return false;
        }
        String name = inserter.insert(loader.getType(), loader.getCachedBytes()).name();
        Path file = objects.resolve(name.substring(0, 2)).resolve(name.substring(2));
        size += BLOCK + (Files.size(file) + BLOCK - 1) / BLOCK * BLOCK;
        return true;
    }
}
