package dev.refwarden.git;

import dev.refwarden.object.ObjectId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.RenameDetector;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** Shows people what differs between trees, within a budget of files and lines; decides nothing. */
public final class TreeComparison implements AutoCloseable {
    private static final int MOST_RENAMES = 200;

    private final Repository repository;
    private final ObjectReader reader;
    private final ShownContent content;
    private final int mostFiles;

    TreeComparison(Repository repository, int mostFiles, int mostLines) {
        this.repository = repository;
        this.reader = repository.newObjectReader();
        this.content = new ShownContent(reader, mostLines);
        this.mostFiles = mostFiles;
    }

    /**
     * What differs.
     *
     * @param files those that are shown
     * @param more how many others there are
     */
    public record Difference(List<ChangedFile> files, int more) {
        public Difference {
            files = List.copyOf(files);
        }
    }

    /**
     * What {@code after} has otherwise than every one of {@code before}; with none of these, everything that it holds. Lines are
     * shown against the first.
     *
     * @param before commits, tags or trees
     * @throws UnreadableTree if a tree is missing or damaged
     */
    public Difference between(List<ObjectId> before, ObjectId after) throws IOException, UnreadableTree {
        try (TreeWalk walk = new TreeWalk(repository, reader)) {
            walk.setRecursive(true);
            walk.addTree(before.isEmpty() ? new EmptyTreeIterator() : tree(before.get(0)));
            walk.addTree(tree(after));
            for (ObjectId other : before.subList(Math.min(1, before.size()), before.size())) {
                walk.addTree(tree(other));
            }
            walk.setFilter(TreeFilter.ANY_DIFF);
            List<DiffEntry> entries = new ArrayList<>();
            int count = 0;
            while (walk.next()) {
                if (differsFromAll(walk) && ++count <= mostFiles) {
                    entries.add(ComparedEntry.of(walk));
                }
            }
            List<ChangedFile> files = new ArrayList<>();
            for (DiffEntry entry : renamed(entries)) {
                files.add(content.file(entry));
            }
            return new Difference(files, count - entries.size());
        } catch (MissingObjectException | IncorrectObjectTypeException e) {
            throw new UnreadableTree("a tree is missing or is none");
        } catch (CorruptObjectException e) {
            throw new UnreadableTree("a tree is damaged");
        }
    }

    private static boolean differsFromAll(TreeWalk walk) {
        boolean folder = walk.isSubtree();
        for (int i = 0; i < walk.getTreeCount(); i++) {
            if (i != 1 && walk.getRawMode(i) == walk.getRawMode(1) && walk.idEqual(i, 1)) {
                return false;
            }
        }
        return !folder;
    }

    /** A file that goes and one that comes with much the same content are one. */
    private List<DiffEntry> renamed(List<DiffEntry> entries) throws IOException {
        if (entries.size() > MOST_RENAMES) {
            return entries;
        }
        RenameDetector detector = new RenameDetector(repository);
        detector.addAll(entries);
        try {
            return detector.compute();
        } catch (MissingObjectException e) {
            return entries;
        }
    }

    private AbstractTreeIterator tree(ObjectId id) throws IOException {
        try (RevWalk walk = new RevWalk(reader)) {
            return new CanonicalTreeParser(
                    null, reader, walk.parseTree(org.eclipse.jgit.lib.ObjectId.fromRaw(id.bytes())));
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
