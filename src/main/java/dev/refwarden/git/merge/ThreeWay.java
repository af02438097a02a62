package dev.refwarden.git.merge;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The three-way merge of two trees over a base. Folders are entered only where all three differ, and the same three only once.
 *
 * <p>What conflicts, or cannot be worked out below the root, is in the result as a {@link #conflict}, which nothing equals that a
 * repository holds.
 */
final class ThreeWay {
    static final int DEEPEST = 1_000;
    private static final int FILE = 0100000;
    private static final int TYPE = 0170000;

    /** Like a submodule's, so that whatever may lie below counts as well, but none that a tree can hold. */
    private static final int CONFLICT = 1 << 24 | 0160000;

    private final MergeObjects objects;
    private final Clock clock;
    private final Map<List<ObjectId>, Optional<ObjectId>> folders = new HashMap<>();
    private final Set<String> conflicts = new HashSet<>();

    /**
     * What a merge comes to: the tree, and whether nothing in it conflicts.
     *
     * @param moved by the new paths
     */
    record Result(ObjectId tree, Map<String, Moved> moved, boolean clean) {}

    private ThreeWay(MergeObjects objects, Clock clock) {
        this.objects = objects;
        this.clock = clock;
    }

    /** Absent where it cannot be worked out. */
    static Optional<Result> merge(ObjectId base, ObjectId ours, ObjectId theirs, MergeObjects objects, Clock clock) {
        return merge(new Renames.Three(base, ours, theirs), false, objects, clock);
    }

    /** The merge of merge bases, which is to be a base itself. */
    static Optional<ObjectId> virtual(
            ObjectId base, ObjectId ours, ObjectId theirs, MergeObjects objects, Clock clock) {
        return merge(new Renames.Three(base, ours, theirs), true, objects, clock)
                .map(Result::tree);
    }

    private static Optional<Result> merge(Renames.Three three, boolean virtual, MergeObjects objects, Clock clock) {
        ThreeWay merge = new ThreeWay(objects, clock);
        Renames renames = new Renames(objects, clock, merge::file, virtual);
        return merge.folder("", three.base(), three.ours(), three.theirs(), 0)
                .map(tree -> renames.follow(tree, three))
                .map(followed -> new Result(
                        followed.tree(),
                        followed.moved(),
                        followed.clean() && followed.resolved().containsAll(merge.conflicts)));
    }

    static Tree.Entry conflict(String name) {
        return new Tree.Entry(CONFLICT, name, MergeObjects.NOTHING);
    }

    static boolean isConflict(Tree.Entry entry) {
        return entry.mode() == CONFLICT;
    }

    private Optional<ObjectId> folder(String path, ObjectId base, ObjectId ours, ObjectId theirs, int depth) {
        List<ObjectId> key = List.of(base, ours, theirs);
        Optional<ObjectId> known = folders.get(key);
        if (known == null) {
            known = depth > DEEPEST ? Optional.empty() : mergedFolder(path, base, ours, theirs, depth);
            folders.put(key, known);
        }
        return known;
    }

    private Optional<ObjectId> mergedFolder(String path, ObjectId base, ObjectId ours, ObjectId theirs, int depth) {
        Optional<Map<String, Tree.Entry>> b = entries(base);
        Optional<Map<String, Tree.Entry>> o = entries(ours);
        Optional<Map<String, Tree.Entry>> t = entries(theirs);
        if (b.isEmpty() || o.isEmpty() || t.isEmpty()) {
            return Optional.empty();
        }
        Set<String> names = new TreeSet<>(o.get().keySet());
        names.addAll(t.get().keySet());
        List<Tree.Entry> merged = new ArrayList<>(names.size());
        for (String name : names) {
            clock.check();
            Sides sides = new Sides(
                    path + name,
                    name,
                    b.get().get(name),
                    o.get().get(name),
                    t.get().get(name));
            entry(sides, depth).ifPresent(merged::add);
        }
        return objects.add(merged);
    }

    /** What is under one name in the base and on both sides. */
    record Sides(
            String path,
            String name,
            Tree.@Nullable Entry base,
            Tree.@Nullable Entry ours,
            Tree.@Nullable Entry theirs) {}

    private Optional<Tree.Entry> entry(Sides at, int depth) {
        if (isSame(at.ours(), at.theirs()) || isSame(at.theirs(), at.base())) {
            return Optional.ofNullable(at.ours());
        }
        if (isSame(at.ours(), at.base())) {
            return Optional.ofNullable(at.theirs());
        }
        boolean anyFile = isFile(at.ours()) || isFile(at.theirs());
        if (!anyFile) {
            ObjectId before = isFile(at.base()) ? MergeObjects.NOTHING : id(at.base());
            Optional<ObjectId> merged = folder(at.path() + "/", before, id(at.ours()), id(at.theirs()), depth + 1);
            if (merged.isEmpty()) {
                return Optional.of(conflicting(at));
            }
            boolean empty =
                    objects.tree(merged.get()).orElse(Tree.EMPTY).entries().isEmpty();
            return empty ? Optional.empty() : Optional.of(new Tree.Entry(Renames.FOLDER, at.name(), merged.get()));
        }
        if (at.ours() != null && at.theirs() != null) {
            Tree.@Nullable Entry before = isFile(at.base()) ? at.base() : null;
            return Optional.of(file(before, at.ours(), at.theirs(), at.name()).orElseGet(() -> conflicting(at)));
        }
        return Optional.of(conflicting(at));
    }

    private Tree.Entry conflicting(Sides at) {
        conflicts.add(at.path());
        return conflict(at.name());
    }

    /** Files that both sides changed, or added; absent where they conflict. */
    private Optional<Tree.Entry> file(Tree.@Nullable Entry base, Tree.Entry ours, Tree.Entry theirs, String name) {
        boolean conflict = isConflict(ours) || isConflict(theirs) || (base != null && isConflict(base));
        if (conflict || ours.isFolder() || (ours.mode() & TYPE) != (theirs.mode() & TYPE)) {
            return Optional.empty();
        }
        int before = base == null ? 0 : base.mode();
        int mode = ours.mode() == before ? theirs.mode() : ours.mode();
        if (theirs.mode() != before && theirs.mode() != mode) {
            return Optional.empty();
        }
        return content(base, ours, theirs).map(id -> new Tree.Entry(mode, name, id));
    }

    private Optional<ObjectId> content(Tree.@Nullable Entry base, Tree.Entry ours, Tree.Entry theirs) {
        // Git takes an empty file for the base of what both sides added.
        ObjectId before = base == null ? objects.emptyFile() : base.id();
        if (ours.id().equals(theirs.id()) || theirs.id().equals(before)) {
            return Optional.of(ours.id());
        }
        if (ours.id().equals(before)) {
            return Optional.of(theirs.id());
        }
        if (base == null || !isRegular(base) || !isRegular(ours)) {
            return Optional.empty();
        }
        Optional<byte[]> b = objects.file(before);
        Optional<byte[]> o = objects.file(ours.id());
        Optional<byte[]> t = objects.file(theirs.id());
        return b.isEmpty() || o.isEmpty() || t.isEmpty()
                ? Optional.empty()
                : TextMerge.of(b.get(), o.get(), t.get(), clock).flatMap(objects::add);
    }

    private Optional<Map<String, Tree.Entry>> entries(ObjectId folder) {
        if (folder.isNull()) {
            return Optional.of(Map.of());
        }
        return objects.tree(folder).map(tree -> {
            Map<String, Tree.Entry> entries = new HashMap<>();
            tree.entries().forEach(entry -> entries.put(entry.name(), entry));
            return entries;
        });
    }

    /** The id of a folder; none where nothing is there. */
    private static ObjectId id(Tree.@Nullable Entry entry) {
        return entry == null ? MergeObjects.NOTHING : entry.id();
    }

    private static boolean isFile(Tree.@Nullable Entry entry) {
        return entry != null && !entry.isFolder();
    }

    static boolean isRegular(Tree.Entry entry) {
        return (entry.mode() & TYPE) == FILE;
    }

    static boolean isSame(Tree.@Nullable Entry one, Tree.@Nullable Entry other) {
        return one == null
                ? other == null
                : other != null && one.mode() == other.mode() && one.id().equals(other.id()) && !isConflict(one);
    }
}
