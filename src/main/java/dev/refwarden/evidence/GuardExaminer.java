package dev.refwarden.evidence;

import dev.refwarden.decision.Trouble;
import dev.refwarden.history.TreeChanges;
import dev.refwarden.object.Commit;
import dev.refwarden.object.ObjectId;
import dev.refwarden.object.ObjectStore;
import dev.refwarden.object.ObjectType;
import dev.refwarden.object.ParsedCommit;
import dev.refwarden.object.StoredObject;
import dev.refwarden.object.Tree;
import dev.refwarden.policy.Glob;
import dev.refwarden.policy.Names;
import dev.refwarden.policy.Rule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Shows which guarded files a commit changes; for one thread. */
final class GuardExaminer implements Examination.Examiner<TouchedGuards> {
    private final List<Rule.GuardedPaths> guards;
    private final ObjectStore store;
    private final NewTrees newTrees;
    private final TreeReading trees;
    private final TreesOfCommits treesOfCommits;
    private final MergeReading merges;
    private final Deadline deadline;

    GuardExaminer(
            ObjectStore store,
            List<Rule.GuardedPaths> guards,
            NewTrees newTrees,
            Troubles troubles,
            Deadline deadline) {
        this.guards = guards;
        this.newTrees = newTrees;
        this.trees = new TreeReading(store, troubles, deadline);
        this.treesOfCommits = new TreesOfCommits(store);
        this.store = store;
        this.merges = new MergeReading(store, deadline);
        this.deadline = deadline;
    }

    @Override
    public TouchedGuards examine(StoredObject object) {
        if (!(object instanceof StoredObject.Raw raw) || raw.type() != ObjectType.COMMIT) {
            return new TouchedGuards(Map.of(), "a new commit cannot be read");
        }
        String commit = "commit " + object.id().abbreviated() + ": ";
        if (!(ParsedCommit.of(raw.bytes()) instanceof Commit parsed)) {
            return new TouchedGuards(Map.of(), commit + "it is malformed");
        }
        treesOfCommits.remember(object.id(), parsed.tree());
        List<ObjectId> others = treesOfCommits.of(parsed.parents());
        if (others.size() < parsed.parents().size()) {
            return new TouchedGuards(Map.of(), commit + "a parent cannot be read");
        }
        Optional<Trouble> malformed = newTrees.problem(parsed.tree(), others, trees);
        if (malformed.isPresent()) {
            return new TouchedGuards(Map.of(), commit + malformed.get().detail());
        }
        return parsed.parents().size() < 2 ? compare(parsed.tree(), others, trees::tree) : merged(parsed, others);
    }

    /** What a merge changes itself: where it differs from what its parents come to without anybody's doing. */
    private TouchedGuards merged(Commit merge, List<ObjectId> parents) {
        TouchedGuards fromAny = TouchedGuards.NONE;
        for (ObjectId parent : parents) {
            fromAny = fromAny.plus(compare(merge.tree(), List.of(parent), trees::tree));
        }
        // What is the same on all sides is the same in every merge of them.
        if (fromAny.touches().isEmpty() && fromAny.trouble().isEmpty()) {
            return TouchedGuards.NONE;
        }
        return merges.expected(merge)
                .map(expected -> compare(merge.tree(), expected.trees(), expected.objects()::tree))
                .orElseGet(() -> new TouchedGuards(Map.of(), "a parent of a merge cannot be read"));
    }

    /**
     * Shows which guarded files differ between two commits; what a clean merge into the older one brought does not count, since its
     * commits are settled or looked at one by one.
     *
     * @param brought the commits between them
     */
    TouchedGuards between(ObjectId before, ObjectId after, Set<ObjectId> brought) {
        Optional<ObjectId> old = treesOfCommits.of(before);
        Optional<ObjectId> tree = treesOfCommits.of(after);
        if (old.isEmpty() || tree.isEmpty()) {
            return new TouchedGuards(Map.of(), "the old or new tip cannot be read");
        }
        List<ObjectId> others = new ArrayList<>(List.of(old.get()));
        cleanMergeInto(before, after, brought).ifPresent(others::add);
        return compare(tree.get(), others, trees::tree);
    }

    /** The tree of the commit right above {@code before} on the first-parent line, if that is a clean merge. */
    private Optional<ObjectId> cleanMergeInto(ObjectId before, ObjectId after, Set<ObjectId> brought) {
        ObjectId at = after;
        while (brought.contains(at)
                && store.read(at) instanceof StoredObject.Raw raw
                && ParsedCommit.of(raw.bytes()) instanceof Commit commit
                && !commit.parents().isEmpty()) {
            if (commit.parents().get(0).equals(before)) {
                return merges.isClean(commit) ? Optional.of(commit.tree()) : Optional.empty();
            }
            at = commit.parents().get(0);
        }
        return Optional.empty();
    }

    private TouchedGuards compare(ObjectId tree, List<ObjectId> others, TreeChanges.TreeSource source) {
        Comparison comparison = new Comparison(source);
        new TreeChanges(comparison::tree, comparison).compare(tree, others);
        return new TouchedGuards(comparison.touches, comparison.trouble);
    }

    /** Collects the guards that one comparison touches. */
    private final class Comparison implements TreeChanges.Visitor {
        private final Map<Rule.GuardedPaths, TouchedGuards.Touch> touches = new LinkedHashMap<>();
        private final TreeChanges.TreeSource source;
        private String trouble = "";

        Comparison(TreeChanges.TreeSource source) {
            this.source = source;
        }

        Optional<Tree> tree(ObjectId id) {
            deadline.check();
            Optional<Tree> tree = source.tree(id);
            if (tree.isEmpty()) {
                trouble = "the tree " + id.abbreviated() + " cannot be read";
            }
            return tree;
        }

        @Override
        public void changed(String path, boolean elsewhere) {
            String shown = new String(path.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            for (Rule.GuardedPaths guard : guards) {
                if (guard.paths().contain(shown) || (elsewhere && reachesBelow(guard.paths(), shown))) {
                    touches.merge(guard, new TouchedGuards.Touch(shown, 1), TouchedGuards.Touch::plus);
                }
            }
        }

        @Override
        public void tooDeep(String path) {
            trouble = "folders lie deeper in each other, or hold each other more often, than anybody reads";
        }

        /** Whether a guarded file could lie below {@code folder}, if it were one. */
        private boolean reachesBelow(Names paths, String folder) {
            Glob below = new Glob(folder + "/*/**");
            for (Glob glob : paths.match()) {
                if (glob.meets(below)) {
                    return true;
                }
            }
            return false;
        }
    }
}
