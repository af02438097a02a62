package dev.refwarden.git.store;

import dev.refwarden.git.ObjectId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** Shows people what differs between trees, within a budget of files, lines and work; decides nothing. */
public final class TreeComparison implements AutoCloseable {
    private static final int MOST_NAMES = 20_000;
    private static final String NOT_LOADED = "not shown: there is too much of it";

    private final Storage storage;
    private final ObjectReader reader;
    private final ComparisonBudget budget = new ComparisonBudget();
    private final ShownContent content;
    private final int mostFiles;
    private final Predicate<String> first;

    TreeComparison(Storage storage, int mostFiles, int mostLines, Predicate<String> first) {
        this.first = first;
        this.storage = storage;
        this.reader = storage.reader();
        this.content = new ShownContent(reader, storage.names(), mostLines, budget);
        this.mostFiles = mostFiles;
    }

    /**
     * What differs.
     *
     * @param files every file that is named: those that matter first, and with lines as far as there is room
     * @param more how many others are known
     * @param gaps what was not looked for
     */
    public record Difference(List<ChangedFile> files, int more, Set<Gap> gaps) {
        public Difference {
            files = List.copyOf(files);
            gaps = Collections.unmodifiableSet(new LinkedHashSet<>(gaps));
        }
    }

    /** What a comparison leaves out where it would take too long. */
    public enum Gap {
        FOLDERS("not all folders were looked into: there is too much in them"),
        CHANGED_RENAMES("files that were renamed and changed at once are shown as deleted and new:"
                + " looking for them would take too long");

        private final String words;

        Gap(String words) {
            this.words = words;
        }

        /** Without a period. */
        public String words() {
            return words;
        }
    }

    /**
     * What {@code after} has otherwise than every one of {@code before}; with none of these, everything that it holds. Lines are
     * shown against the first.
     *
     * @param before commits, tags or trees
     * @throws UnreadableTree if a tree is missing, damaged or far too large
     */
    public Difference between(List<ObjectId> before, ObjectId after) throws IOException, UnreadableTree {
        try (TreeWalk walk = new TreeWalk(reader)) {
            walk.addTree(before.isEmpty() ? new EmptyTreeIterator() : tree(before.get(0)));
            walk.addTree(tree(after));
            for (ObjectId other : before.subList(Math.min(1, before.size()), before.size())) {
                walk.addTree(tree(other));
            }
            walk.setFilter(TreeFilter.ANY_DIFF);
            return shown(ChangedEntries.of(walk, budget));
        } catch (MissingObjectException | IncorrectObjectTypeException e) {
            throw new UnreadableTree("a tree is missing or is none");
        } catch (CorruptObjectException e) {
            throw new UnreadableTree("a tree is damaged");
        } catch (LargeObjectException e) {
            throw new UnreadableTree("a commit or a tree is too large");
        } catch (RuntimeException e) {
            // JGit throws whatever it happens upon in a tree that is malformed.
            throw new UnreadableTree("a tree is damaged");
        }
    }

    private Difference shown(ChangedEntries changed) throws IOException {
        RenameSearch.Found found = new RenameSearch(storage.config(), reader, budget).search(changed.entries());
        Set<Gap> gaps = EnumSet.noneOf(Gap.class);
        if (!changed.isWhole()) {
            gaps.add(Gap.FOLDERS);
        }
        if (!found.isWhole()) {
            gaps.add(Gap.CHANGED_RENAMES);
        }
        List<DiffEntry> entries = new ArrayList<>(found.entries());
        entries.sort(Comparator.comparing(entry -> !matters(entry)));
        List<ChangedFile> files = new ArrayList<>();
        for (DiffEntry entry : entries.subList(0, Math.min(MOST_NAMES, entries.size()))) {
            files.add(files.size() < mostFiles ? content.file(entry) : ShownContent.named(entry, NOT_LOADED));
        }
        return new Difference(files, entries.size() - files.size() + changed.more(), gaps);
    }

    private boolean matters(DiffEntry entry) {
        return entry.getNewMode() == FileMode.EXECUTABLE_FILE
                || entry.getNewMode() == FileMode.SYMLINK
                || first.test(entry.getOldPath())
                || first.test(entry.getNewPath());
    }

    private AbstractTreeIterator tree(ObjectId id) throws IOException, UnreadableTree {
        try (RevWalk walk = new RevWalk(reader)) {
            RevTree tree = walk.parseTree(storage.names().toJGit(id));
            if (!ChangedEntries.isReadable(reader.getObjectSize(tree, Constants.OBJ_TREE), budget)) {
                throw new UnreadableTree("there is too much to read");
            }
            return new CanonicalTreeParser(null, reader, tree);
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
