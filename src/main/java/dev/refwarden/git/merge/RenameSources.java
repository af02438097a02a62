package dev.refwarden.git.merge;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files of a base of which it matters where they went: gone on one side, and gone or changed on the other. */
final class RenameSources {
    private static final int MOST = 50_000;
    /** Of paths: ten small trees can mean many long ones. */
    static final int MOST_CHARACTERS = 8_000_000;

    private final MergeObjects objects;
    private final Clock clock;
    private final List<Source> found = new ArrayList<>();
    private int looked;
    private long characters;

    /**
     * One of them.
     *
     * @param ours what is under its name on that side, unless that is a folder
     */
    record Source(String path, Tree.Entry base, Tree.@Nullable Entry ours, Tree.@Nullable Entry theirs) {
        boolean isGoneOnBoth() {
            return ours == null && theirs == null;
        }
    }

    private RenameSources(MergeObjects objects, Clock clock) {
        this.objects = objects;
        this.clock = clock;
    }

    /** Absent where there are too many. */
    static Optional<List<Source>> of(Renames.Three three, MergeObjects objects, Clock clock) {
        RenameSources sources = new RenameSources(objects, clock);
        return sources.collect("", three, 0) ? Optional.of(sources.found) : Optional.empty();
    }

    private boolean collect(String prefix, Renames.Three at, int depth) {
        clock.check();
        if (at.base().equals(at.ours()) || at.base().equals(at.theirs())) {
            return true;
        }
        List<Tree.Entry> base = objects.tree(at.base()).orElse(Tree.EMPTY).entries();
        Map<String, Tree.Entry> ours = SideChanges.entries(at.ours(), objects);
        Map<String, Tree.Entry> theirs = SideChanges.entries(at.theirs(), objects);
        looked += base.size() + ours.size() + theirs.size() + 1;
        characters += prefix.length();
        if (looked > 10 * MOST || characters > MOST_CHARACTERS || depth > ThreeWay.DEEPEST) {
            return false;
        }
        for (Tree.Entry entry : base) {
            Tree.@Nullable Entry one = ours.get(entry.name());
            Tree.@Nullable Entry other = theirs.get(entry.name());
            if (entry.isFolder()) {
                Renames.Three below = new Renames.Three(entry.id(), folder(one), folder(other));
                if (!collect(prefix + entry.name() + "/", below, depth + 1)) {
                    return false;
                }
            } else if (matters(entry, file(one), file(other))) {
                characters += prefix.length() + entry.name().length();
                if (characters > MOST_CHARACTERS) {
                    return false;
                }
                found.add(new Source(prefix + entry.name(), entry, file(one), file(other)));
            }
        }
        return found.size() <= MOST;
    }

    private static boolean matters(Tree.Entry base, Tree.@Nullable Entry ours, Tree.@Nullable Entry theirs) {
        return !ThreeWay.isConflict(base)
                && (ours == null || theirs == null)
                && !ThreeWay.isSame(base, ours)
                && !ThreeWay.isSame(base, theirs);
    }

    private static Tree.@Nullable Entry file(Tree.@Nullable Entry entry) {
        return entry != null && entry.isFolder() ? null : entry;
    }

    static ObjectId folder(Tree.@Nullable Entry entry) {
        return entry != null && entry.isFolder() ? entry.id() : MergeObjects.NOTHING;
    }

    /** What a tree holds at a path. */
    static Optional<Tree.Entry> at(ObjectId tree, String path, MergeObjects objects) {
        ObjectId folder = tree;
        int from = 0;
        while (true) {
            int slash = path.indexOf('/', from);
            String name = slash < 0 ? path.substring(from) : path.substring(from, slash);
            Optional<Tree.Entry> entry = objects.tree(folder).orElse(Tree.EMPTY).entries().stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst();
            if (slash < 0 || entry.isEmpty() || !entry.get().isFolder()) {
                return slash < 0 ? entry : Optional.empty();
            }
            folder = entry.get().id();
            from = slash + 1;
        }
    }
}
