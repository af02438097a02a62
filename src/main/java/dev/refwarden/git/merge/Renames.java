package dev.refwarden.git.merge;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.Tree;
import dev.refwarden.git.merge.SideChanges.Placed;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Follows files that one side moved and the other changed, moved elsewhere or removed. The first are merged where they are now, the
 * others conflict; between merge bases, where nothing may conflict, what was moved stays.
 */
final class Renames {
    static final int FOLDER = 0040000;

    private final MergeObjects objects;
    private final Clock clock;
    private final FileMerge merge;
    private final boolean virtual;
    private final Map<String, Target> targets = new LinkedHashMap<>();
    private final Map<String, Optional<Tree.Entry>> edits = new LinkedHashMap<>();
    private final Set<String> resolved = new HashSet<>();
    private final Map<String, Moved> moved = new LinkedHashMap<>();
    private boolean blocked;

    /** Merges a file over its base; absent where that conflicts. */
    @FunctionalInterface
    interface FileMerge {
        Optional<Tree.Entry> merge(Tree.@Nullable Entry base, Tree.Entry ours, Tree.Entry theirs, String name);
    }

    /**
     * The merged tree.
     *
     * @param resolved paths that conflict no longer
     * @param moved by the new paths
     * @param clean whether nothing conflicts on account of a rename
     */
    record Followed(ObjectId tree, Set<String> resolved, Map<String, Moved> moved, boolean clean) {}

    /** @param virtual whether merge bases are merged */
    Renames(MergeObjects objects, Clock clock, FileMerge merge, boolean virtual) {
        this.objects = objects;
        this.clock = clock;
        this.merge = merge;
        this.virtual = virtual;
    }

    /** What comes together under a new name. */
    private static final class Target {
        private Tree.@Nullable Entry base;
        private Tree.@Nullable Entry ours;
        private Tree.@Nullable Entry theirs;
        private boolean conflicts;

        void put(boolean onOurSide, Optional<Tree.Entry> entry) {
            conflicts |= entry.isEmpty();
            if (onOurSide) {
                ours = entry.orElse(ours);
            } else {
                theirs = entry.orElse(theirs);
            }
        }
    }

    /** The trees that are merged. */
    record Three(ObjectId base, ObjectId ours, ObjectId theirs) {}

    /** Puts what moved, merged, where it is now, and nothing where it was; a conflict where that cannot be. */
    Followed follow(ObjectId tree, Three three) {
        Optional<List<RenameSources.Source>> sources = RenameSources.of(three, objects, clock);
        if (sources.isPresent() && sources.get().isEmpty()) {
            return new Followed(tree, Set.of(), Map.of(), true);
        }
        Optional<RenameSearch.Found> ours = sources.flatMap(all -> found(three, gone(all, true), true));
        Optional<RenameSearch.Found> theirs = sources.flatMap(all -> found(three, gone(all, false), false));
        if (ours.isEmpty() || theirs.isEmpty()) {
            return new Followed(tree, Set.of(), Map.of(), false);
        }
        boolean clean = ours.get().complete() && theirs.get().complete();
        for (RenameSources.Source source : sources.orElse(List.of())) {
            clock.check();
            Optional<Placed> byUs = Optional.ofNullable(ours.get().byOldPath().get(source.path()));
            Optional<Placed> byThem =
                    Optional.ofNullable(theirs.get().byOldPath().get(source.path()));
            if (source.isGoneOnBoth()) {
                clean &= movedOrRemoved(source, byUs, byThem, three);
            } else if (byUs.isPresent() || byThem.isPresent()) {
                movedAndChanged(source, byUs.isPresent(), byUs.or(() -> byThem).orElseThrow(), three);
            } else if (virtual) {
                edits.put(source.path(), Optional.of(source.base()));
            }
        }
        for (Map.Entry<String, Target> target : targets.entrySet()) {
            clean &= settle(target.getKey(), target.getValue());
        }
        Optional<ObjectId> edited = edited(tree, "", edits);
        return edited.isEmpty() || blocked
                ? new Followed(tree, Set.of(), Map.of(), false)
                : new Followed(edited.get(), resolved, moved, clean);
    }

    private static Set<String> gone(List<RenameSources.Source> sources, boolean onOurSide) {
        return sources.stream()
                .filter(source -> (onOurSide ? source.ours() : source.theirs()) == null)
                .map(RenameSources.Source::path)
                .collect(Collectors.toSet());
    }

    private Optional<RenameSearch.Found> found(Three three, Set<String> gone, boolean onOurSide) {
        if (gone.isEmpty()) {
            return Optional.of(new RenameSearch.Found(Map.of(), true));
        }
        ObjectId side = onOurSide ? three.ours() : three.theirs();
        ObjectId other = onOurSide ? three.theirs() : three.ours();
        return SideChanges.between(three.base(), side, other, objects, clock)
                .map(changes -> new RenameSearch(objects, clock).search(changes, gone));
    }

    /** Whether nothing conflicts where neither side has a file any more. */
    private boolean movedOrRemoved(
            RenameSources.Source source, Optional<Placed> byUs, Optional<Placed> byThem, Three three) {
        if (byUs.isEmpty() && byThem.isEmpty()) {
            return true;
        }
        if (byUs.isPresent() && byThem.isPresent()) {
            Placed ours = byUs.get();
            Placed theirs = byThem.get();
            if (ours.path().equals(theirs.path())) {
                target(ours.path(), three).base = source.base();
                return true;
            }
            Optional<Tree.Entry> merged = merge.merge(
                    source.base(), ours.entry(), theirs.entry(), source.base().name());
            twoPlaces(ours, true, merged, three);
            twoPlaces(theirs, false, merged, three);
        } else {
            rest(byUs.or(() -> byThem).orElseThrow(), byUs.isPresent(), source.base(), three);
        }
        return false;
    }

    /** Moved on one side, removed on the other: a conflict, for which a base has what was there before. */
    private void rest(Placed moved, boolean byUs, Tree.Entry base, Three three) {
        Target target = target(moved.path(), three);
        if (virtual && (byUs ? target.theirs : target.ours) == null) {
            target.put(
                    byUs, Optional.of(new Tree.Entry(base.mode(), moved.entry().name(), base.id())));
        } else {
            target.conflicts = true;
        }
    }

    private void twoPlaces(Placed placed, boolean onOurSide, Optional<Tree.Entry> merged, Three three) {
        Target target = target(placed.path(), three);
        target.conflicts |= !virtual;
        target.put(
                onOurSide,
                merged.map(entry -> new Tree.Entry(entry.mode(), placed.entry().name(), entry.id())));
    }

    private void movedAndChanged(RenameSources.Source source, boolean byUs, Placed now, Three three) {
        Tree.@Nullable Entry changed = byUs ? source.theirs() : source.ours();
        if (changed == null) {
            return;
        }
        resolved.add(source.path());
        moved.put(now.path(), new Moved(source.path(), changed.isElsewhere()));
        Optional<Tree.Entry> instead = RenameSources.at(byUs ? three.ours() : three.theirs(), source.path(), objects);
        Target target = target(now.path(), three);
        boolean taken = (byUs ? target.theirs : target.ours) != null;
        if (ThreeWay.isRegular(changed) != ThreeWay.isRegular(now.entry())) {
            // Under the old name is something else now, and perhaps the file was moved on both sides.
            edits.put(source.path(), Optional.of(instead.orElse(changed)));
            target.conflicts |= !taken || instead.isPresent();
            target.base = source.base();
            return;
        }
        edits.put(source.path(), instead);
        Tree.Entry renamed = new Tree.Entry(changed.mode(), now.entry().name(), changed.id());
        if (taken) {
            target.put(
                    byUs,
                    byUs
                            ? merge.merge(source.base(), now.entry(), renamed, renamed.name())
                            : merge.merge(source.base(), renamed, now.entry(), renamed.name()));
        } else {
            target.base = source.base();
            target.put(!byUs, Optional.of(renamed));
        }
    }

    /** A folder in the way on one side is a conflict. */
    private Target target(String path, Three three) {
        return targets.computeIfAbsent(path, name -> {
            Target target = new Target();
            Optional<Tree.Entry> ours = RenameSources.at(three.ours(), path, objects);
            Optional<Tree.Entry> theirs = RenameSources.at(three.theirs(), path, objects);
            target.conflicts = ours.filter(Tree.Entry::isFolder).isPresent()
                    || theirs.filter(Tree.Entry::isFolder).isPresent();
            target.ours = ours.orElse(null);
            target.theirs = theirs.orElse(null);
            return target;
        });
    }

    /** Whether what comes together under that name does not conflict. */
    private boolean settle(String path, Target target) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        Optional<Tree.Entry> merged =
                target.conflicts ? Optional.empty() : merged(name, target.base, target.ours, target.theirs);
        edits.put(path, Optional.of(merged.orElseGet(() -> ThreeWay.conflict(name))));
        if (merged.isPresent()) {
            resolved.add(path);
        }
        return merged.isPresent();
    }

    private Optional<Tree.Entry> merged(
            String name, Tree.@Nullable Entry base, Tree.@Nullable Entry ours, Tree.@Nullable Entry theirs) {
        if (ours == null || theirs == null) {
            return Optional.ofNullable(ours == null ? theirs : ours);
        }
        if (ThreeWay.isSame(ours, theirs)) {
            return Optional.of(ours);
        }
        return merge.merge(base, ours, theirs, name);
    }

    /** The tree with other entries at some paths; an absent entry takes away what is there. */
    private Optional<ObjectId> edited(ObjectId folder, String prefix, Map<String, Optional<Tree.Entry>> changes) {
        Map<String, Map<String, Optional<Tree.Entry>>> below = new LinkedHashMap<>();
        Map<String, Tree.Entry> entries = new LinkedHashMap<>();
        objects.tree(folder).orElse(Tree.EMPTY).entries().forEach(entry -> entries.put(entry.name(), entry));
        changes.forEach((path, entry) -> {
            int slash = path.indexOf('/', prefix.length());
            if (slash >= 0) {
                below.computeIfAbsent(path.substring(prefix.length(), slash), name -> new LinkedHashMap<>())
                        .put(path, entry);
            } else if (entry.isPresent()) {
                Tree.@Nullable Entry there = entries.get(path.substring(prefix.length()));
                // Nothing but a file, or what conflicts, gives way.
                blocked |= !entry.get().isFolder() && (there == null || there.isFolder());
                entries.put(path.substring(prefix.length()), entry.get());
            } else {
                entries.remove(path.substring(prefix.length()));
            }
        });
        for (Map.Entry<String, Map<String, Optional<Tree.Entry>>> child : below.entrySet()) {
            Tree.@Nullable Entry there = entries.get(child.getKey());
            blocked |= there != null && !there.isFolder();
            ObjectId id = there != null && there.isFolder() ? there.id() : MergeObjects.NOTHING;
            Optional<ObjectId> changed = edited(id, prefix + child.getKey() + "/", child.getValue());
            if (changed.isEmpty()) {
                return Optional.empty();
            }
            if (objects.tree(changed.get()).orElse(Tree.EMPTY).entries().isEmpty()) {
                entries.remove(child.getKey());
            } else {
                entries.put(child.getKey(), new Tree.Entry(FOLDER, child.getKey(), changed.get()));
            }
        }
        return objects.add(List.copyOf(entries.values()));
    }
}
