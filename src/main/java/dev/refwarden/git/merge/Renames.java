package dev.refwarden.git.merge;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Files that are gone on one side and changed on the other, and where the first side has them now: under a new name with the same
 * content, or with content at least half of which is the same. Beyond a number of comparisons only the same content is found.
 */
final class Renames {
    static final int FOLDER = 0040000;

    private static final int MOST_COMPARED = 400;
    private static final int MOST_ADDED = 20_000;

    private final MergeObjects objects;
    private final Clock clock;
    private final FileMerge merge;
    private final List<ThreeWay.Sides> lost = new ArrayList<>();
    private int compared;
    private boolean blocked;

    /** Merges a file over its base; absent where that conflicts. */
    @FunctionalInterface
    interface FileMerge {
        Optional<Tree.Entry> merge(Tree.Entry base, Tree.Entry ours, Tree.Entry theirs, String name);
    }

    /** The merged tree, and whether every lost file was found again. */
    record Followed(ObjectId tree, boolean all) {}

    private record Added(String path, Tree.Entry entry) {}

    Renames(MergeObjects objects, Clock clock, FileMerge merge) {
        this.objects = objects;
        this.clock = clock;
        this.merge = merge;
    }

    void lost(ThreeWay.Sides file) {
        lost.add(file);
    }

    /** Puts lost files, merged, where they went, and nothing where they were. */
    Followed follow(ObjectId tree, ObjectId base, ObjectId ours, ObjectId theirs) {
        if (lost.isEmpty()) {
            return new Followed(tree, true);
        }
        Map<Boolean, List<Added>> added = new HashMap<>();
        Map<String, Optional<Tree.Entry>> edits = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        boolean all = true;
        for (ThreeWay.Sides file : lost) {
            boolean byUs = file.ours() == null || file.ours().isFolder();
            List<Added> candidates =
                    added.computeIfAbsent(byUs, side -> new Additions().between(base, side ? ours : theirs));
            Tree.Entry source = Objects.requireNonNull(file.base());
            Tree.Entry changed = byUs ? file.theirs() : file.ours();
            Optional<Added> now = best(source, candidates, taken);
            Optional<Tree.Entry> merged = Optional.empty();
            if (changed != null && !changed.isFolder() && now.isPresent()) {
                Tree.Entry moved = now.get().entry();
                merged = byUs
                        ? merge.merge(source, moved, changed, moved.name())
                        : merge.merge(source, changed, moved, moved.name());
            }
            if (now.isPresent() && merged.isPresent()) {
                taken.add(now.get().path());
                edits.put(now.get().path(), merged);
                edits.put(file.path(), Optional.ofNullable(byUs ? file.ours() : file.theirs()));
            }
            all &= merged.isPresent();
        }
        Optional<ObjectId> edited = edited(tree, "", edits);
        return edited.isEmpty() || blocked ? new Followed(tree, false) : new Followed(edited.get(), all);
    }

    private Optional<Added> best(Tree.Entry source, List<Added> candidates, Set<String> taken) {
        Optional<byte[]> from = objects.file(source.id());
        // Empty files are all alike, and git takes none for another.
        if (from.isPresent() && from.get().length == 0) {
            return Optional.empty();
        }
        for (Added candidate : candidates) {
            if (candidate.entry().id().equals(source.id()) && !taken.contains(candidate.path())) {
                return Optional.of(candidate);
            }
        }
        Added best = null;
        int most = 0;
        for (Added candidate : candidates) {
            if (from.isEmpty() || taken.contains(candidate.path()) || ++compared > MOST_COMPARED) {
                continue;
            }
            clock.check();
            Optional<byte[]> to = objects.file(candidate.entry().id());
            if (to.isPresent() && Similarity.isRename(from.get(), to.get())) {
                int copied = Similarity.copied(from.get(), to.get());
                best = best == null || copied > most ? candidate : best;
                most = Math.max(most, copied);
            }
        }
        return Optional.ofNullable(best);
    }

    /** The tree with other entries at some paths; an absent entry takes away what stands there. */
    private Optional<ObjectId> edited(ObjectId folder, String prefix, Map<String, Optional<Tree.Entry>> edits) {
        Map<String, Map<String, Optional<Tree.Entry>>> below = new LinkedHashMap<>();
        Map<String, Tree.Entry> entries = new LinkedHashMap<>();
        objects.tree(folder).orElse(Tree.EMPTY).entries().forEach(entry -> entries.put(entry.name(), entry));
        edits.forEach((path, entry) -> {
            int slash = path.indexOf('/', prefix.length());
            if (slash >= 0) {
                below.computeIfAbsent(path.substring(prefix.length(), slash), name -> new LinkedHashMap<>())
                        .put(path, entry);
            } else if (entry.isPresent()) {
                Tree.Entry there = entries.get(path.substring(prefix.length()));
                // Only what one side put there alone gives way.
                blocked |= !entry.get().isFolder() && (there == null || ThreeWay.isConflict(there));
                entries.put(path.substring(prefix.length()), entry.get());
            } else {
                entries.remove(path.substring(prefix.length()));
            }
        });
        for (Map.Entry<String, Map<String, Optional<Tree.Entry>>> child : below.entrySet()) {
            Tree.Entry there = entries.get(child.getKey());
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

    /** Regular files that one tree has and another has not. */
    private final class Additions {
        private final List<Added> found = new ArrayList<>();
        private final Set<List<ObjectId>> met = new HashSet<>();

        List<Added> between(ObjectId before, ObjectId after) {
            compare("", before, after);
            return found;
        }

        private void compare(String prefix, ObjectId before, ObjectId after) {
            clock.check();
            if (before.equals(after) || found.size() > MOST_ADDED || !met.add(List.of(before, after))) {
                return;
            }
            Map<String, Tree.Entry> old = new HashMap<>();
            if (!before.isNull()) {
                objects.tree(before).orElse(Tree.EMPTY).entries().forEach(entry -> old.put(entry.name(), entry));
            }
            for (Tree.Entry entry : objects.tree(after).orElse(Tree.EMPTY).entries()) {
                Tree.@Nullable Entry there = old.get(entry.name());
                if (entry.isFolder()) {
                    boolean folder = there != null && there.isFolder();
                    compare(
                            prefix + entry.name() + "/",
                            folder && there != null ? there.id() : MergeObjects.NOTHING,
                            entry.id());
                } else if (there == null && ThreeWay.isRegular(entry)) {
                    found.add(new Added(prefix + entry.name(), entry));
                }
            }
        }
    }
}
