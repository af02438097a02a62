package dev.refwarden.git.store;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.diff.DiffConfig;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffEntry.ChangeType;
import org.eclipse.jgit.diff.RenameDetector;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Makes one of a file that goes and one that comes with the same content, or, as long as the budget allows, with much the same. The
 * first needs time in proportion to the number of files, the second to that of the pairs and their sizes.
 */
final class RenameSearch {
    private static final long COST_OF_A_PAIR = 1L << 10;
    private static final long LARGEST_SIZE = 1L << 32;

    private final Config config;
    private final ObjectReader reader;
    private final ComparisonBudget budget;

    RenameSearch(Config config, ObjectReader reader, ComparisonBudget budget) {
        this.config = config;
        this.reader = reader;
        this.budget = budget;
    }

    /**
     * The entries, some of them joined, in the order of their names.
     *
     * @param isWhole whether files that were renamed and changed at once were looked for too
     */
    record Found(List<DiffEntry> entries, boolean isWhole) {
        Found {
            entries = entries.stream()
                    .sorted(Comparator.comparing(RenameSearch::name))
                    .toList();
        }
    }

    Found search(List<DiffEntry> entries) throws IOException {
        List<DiffEntry> sameNamed = joined(entries, (id, mode, path) -> new Named(id, mode, fileName(path)));
        List<DiffEntry> exact = joined(sameNamed, (id, mode, path) -> new Named(id, mode, ""));
        try {
            if (budget.isOver() || !budget.renames.take(cost(exact))) {
                return new Found(exact, false);
            }
            RenameDetector detector = new RenameDetector(reader, config.get(DiffConfig.KEY));
            detector.setRenameLimit(0);
            detector.addAll(exact);
            return new Found(detector.compute(), true);
        } catch (MissingObjectException e) {
            return new Found(exact, false);
        }
    }

    /** How many bytes are read to compare every file that is gone with every one that is new. */
    private long cost(List<DiffEntry> entries) throws IOException {
        long gone = 0;
        long sizeGone = 0;
        long sizeNew = 0;
        for (DiffEntry entry : entries) {
            if (isFile(entry, ChangeType.DELETE)) {
                gone++;
                sizeGone += size(entry.getOldId());
            }
        }
        for (DiffEntry entry : gone == 0 ? List.<DiffEntry>of() : entries) {
            if (isFile(entry, ChangeType.ADD)) {
                sizeNew += size(entry.getNewId()) + COST_OF_A_PAIR;
            }
        }
        return sizeNew == 0 ? 0 : sizeGone + gone * sizeNew;
    }

    private static boolean isFile(DiffEntry entry, ChangeType change) {
        FileMode mode = change == ChangeType.ADD ? entry.getNewMode() : entry.getOldMode();
        return entry.getChangeType() == change && mode != FileMode.GITLINK;
    }

    private long size(AbbreviatedObjectId id) throws IOException {
        return Math.min(reader.getObjectSize(id.toObjectId(), ObjectReader.OBJ_ANY), LARGEST_SIZE);
    }

    /** What a file that goes and one that comes must have in common. */
    private record Named(AbbreviatedObjectId id, int kind, String name) {}

    private interface Key {
        Named of(AbbreviatedObjectId id, int kind, String path);
    }

    private static List<DiffEntry> joined(List<DiffEntry> entries, Key key) {
        Map<Named, Deque<DiffEntry>> gone = new HashMap<>();
        for (DiffEntry entry : entries) {
            if (entry.getChangeType() == ChangeType.DELETE) {
                gone.computeIfAbsent(
                                key.of(entry.getOldId(), kind(entry.getOldMode()), entry.getOldPath()),
                                same -> new ArrayDeque<>())
                        .add(entry);
            }
        }
        Set<DiffEntry> used = Collections.newSetFromMap(new IdentityHashMap<>());
        List<DiffEntry> joined = new ArrayList<>();
        for (DiffEntry entry : entries) {
            Deque<DiffEntry> before = entry.getChangeType() == ChangeType.ADD
                    ? gone.getOrDefault(
                            key.of(entry.getNewId(), kind(entry.getNewMode()), entry.getNewPath()), new ArrayDeque<>())
                    : new ArrayDeque<>();
            if (before.isEmpty()) {
                joined.add(entry);
            } else {
                used.add(before.getFirst());
                joined.add(ComparedEntry.renamed(before.removeFirst(), entry));
            }
        }
        joined.removeIf(used::contains);
        return joined;
    }

    /** Files, executable or not, are of one kind; links and submodules are others. */
    private static int kind(FileMode mode) {
        return mode.getBits() & FileMode.TYPE_MASK;
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String name(DiffEntry entry) {
        return entry.getChangeType() == ChangeType.DELETE ? entry.getOldPath() : entry.getNewPath();
    }
}
