package dev.refwarden.git.merge;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.Tree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Files, links and submodules that one side no longer has under their names in the base, and those that it has under names where the
 * base has none; in the order of the trees.
 */
final class SideChanges {
    private static final int MOST = 50_000;

    private final MergeObjects objects;
    private final Clock clock;
    private final List<Placed> gone = new ArrayList<>();
    private final List<Placed> added = new ArrayList<>();
    private final List<Folder> later = new ArrayList<>();
    private int looked;
    private long characters;

    /** An entry that is not a directory, and its whole path. */
    record Placed(String path, Tree.Entry entry) {
        String baseName() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    private SideChanges(MergeObjects objects, Clock clock) {
        this.objects = objects;
        this.clock = clock;
    }

    /**
     * Absent where there are too many.
     *
     * @param other the other side, which decides nothing but the order
     */
    static Optional<SideChanges> between(
            ObjectId base, ObjectId side, ObjectId other, MergeObjects objects, Clock clock) {
        SideChanges changes = new SideChanges(objects, clock);
        boolean all = changes.compare(new Folder("", base, side, other), 0, true);
        for (Folder folder : changes.deferred()) {
            all = all && changes.compare(folder, 1, false);
        }
        return all ? Optional.of(changes) : Optional.empty();
    }

    /** @param prefix its path, and a slash */
    private record Folder(String prefix, ObjectId base, ObjectId side, ObjectId other) {
        /** Whether only this side has it, or has changed it. */
        boolean isOfOneSide() {
            return base.equals(other);
        }
    }

    List<Placed> gone() {
        return gone;
    }

    List<Placed> added() {
        return added;
    }

    private boolean compare(Folder at, int depth, boolean defers) {
        clock.check();
        if (at.base().equals(at.side())) {
            return true;
        }
        Map<String, Tree.Entry> base = entries(at.base(), objects);
        Map<String, Tree.Entry> side = entries(at.side(), objects);
        Map<String, Tree.Entry> other = defers ? entries(at.other(), objects) : Map.of();
        looked += base.size() + side.size() + 1;
        characters += at.prefix().length();
        if (looked > 10 * MOST || characters > RenameSources.MOST_CHARACTERS || depth > ThreeWay.DEEPEST) {
            return false;
        }
        // As git sorts them: a folder's name as if it ended in a slash.
        TreeSet<String> names = new TreeSet<>();
        base.values().forEach(entry -> names.add(entry.isFolder() ? entry.name() + "/" : entry.name()));
        side.values().forEach(entry -> names.add(entry.isFolder() ? entry.name() + "/" : entry.name()));
        boolean all = true;
        for (String name : names) {
            String plain = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
            Tree.@Nullable Entry before = base.get(plain);
            Tree.@Nullable Entry after = side.get(plain);
            if (name.endsWith("/")) {
                Folder below = new Folder(
                        at.prefix() + name,
                        RenameSources.folder(before),
                        RenameSources.folder(after),
                        RenameSources.folder(other.get(plain)));
                boolean noFile = !isFile(before) && !isFile(after) && !isFile(other.get(plain));
                if (defers && noFile && below.isOfOneSide()) {
                    later.add(below);
                } else {
                    all = all && compare(below, depth + 1, defers);
                }
            } else if (before != null && isFile(before) && !isFile(after)) {
                all &= add(gone, at.prefix(), before);
            } else if (after != null && isFile(after) && !isFile(before)) {
                all &= add(added, at.prefix(), after);
            }
        }
        return all;
    }

    /** Git looks last at folders that one side alone has or changed, in the order of its hash table: this decides between copies. */
    private List<Folder> deferred() {
        int size = 64;
        while (later.size() > size * 80 / 100) {
            size *= 4;
        }
        int mask = size - 1;
        List<Folder> ordered = new ArrayList<>(later);
        Collections.reverse(ordered);
        ordered.sort(Comparator.comparingInt(folder -> hash(folder.prefix()) & mask));
        return ordered;
    }

    /** FNV-1 of a path without its last slash. */
    private static int hash(String prefix) {
        int hash = 0x811c9dc5;
        for (int i = 0; i < prefix.length() - 1; i++) {
            hash = hash * 0x01000193 ^ prefix.charAt(i);
        }
        return hash;
    }

    private boolean add(List<Placed> to, String prefix, Tree.Entry entry) {
        characters += prefix.length() + entry.name().length();
        if (ThreeWay.isConflict(entry) || characters > RenameSources.MOST_CHARACTERS) {
            return characters <= RenameSources.MOST_CHARACTERS;
        }
        to.add(new Placed(prefix + entry.name(), entry));
        return to.size() <= MOST;
    }

    static Map<String, Tree.Entry> entries(ObjectId folder, MergeObjects objects) {
        Map<String, Tree.Entry> entries = new HashMap<>();
        objects.tree(folder).orElse(Tree.EMPTY).entries().forEach(entry -> entries.put(entry.name(), entry));
        return entries;
    }

    static boolean isFile(Tree.@Nullable Entry entry) {
        return entry != null && !entry.isFolder();
    }
}
