package dev.refwarden.evidence;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.Failure;
import dev.refwarden.decision.Limit;
import dev.refwarden.git.Commit;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.ObjectStore;
import dev.refwarden.git.ObjectType;
import dev.refwarden.git.ParsedCommit;
import dev.refwarden.git.StoredObject;
import dev.refwarden.git.Tree;
import dev.refwarden.git.TreeChanges;
import dev.refwarden.policy.PathMatcher;
import dev.refwarden.policy.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Shows which guarded files a commit changes; for one thread. */
final class GuardExaminer implements Examination.Examiner<TouchedGuards> {
    private final GuardSearch search;
    private final TreeChanges<PathMatcher.Place, GuardSearch.Found> changes;
    /** In the comparison that is going on. */
    private final List<Failure> unread = new ArrayList<>();

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
            Failures troubles,
            Deadline deadline) {
        this.search = new GuardSearch(guards, deadline);
        this.newTrees = newTrees;
        this.trees = new TreeReading(store, troubles, deadline);
        this.treesOfCommits = new TreesOfCommits(store);
        this.store = store;
        this.changes = changes(trees::tree);
        this.merges = new MergeReading(store, deadline);
        this.deadline = deadline;
    }

    @Override
    public TouchedGuards examine(StoredObject object) {
        if (!(object instanceof StoredObject.Raw raw) || raw.type() != ObjectType.COMMIT) {
            return TouchedGuards.malformed("a new commit cannot be read");
        }
        String commit = "commit " + object.id().abbreviated() + ": ";
        ParsedCommit read = ParsedCommit.of(raw);
        if (!(read instanceof Commit parsed)) {
            String detail = read instanceof ParsedCommit.Malformed malformed ? malformed.detail() : "it is malformed";
            return TouchedGuards.malformed(commit + detail);
        }
        treesOfCommits.remember(object.id(), parsed.tree());
        List<ObjectId> others = treesOfCommits.of(parsed.parents());
        if (others.size() < parsed.parents().size()) {
            return TouchedGuards.malformed(commit + "a parent cannot be read");
        }
        Optional<Failure> malformed = newTrees.problem(parsed.tree(), others, trees);
        if (malformed.isPresent()) {
            Failure told =
                    new Failure(malformed.get().code(), commit + malformed.get().detail());
            return new TouchedGuards(Map.of(), Optional.of(told));
        }
        return parsed.parents().size() < 2 ? compare(parsed.tree(), others) : merged(parsed, others);
    }

    /** What a merge changes itself: where it differs from what its parents come to without anybody's doing. */
    private TouchedGuards merged(Commit merge, List<ObjectId> parents) {
        TouchedGuards fromAny = TouchedGuards.NONE;
        for (ObjectId parent : parents) {
            fromAny = fromAny.plus(compare(merge.tree(), List.of(parent)));
        }
        // What is the same on all sides is the same in every merge of them.
        if (fromAny.touches().isEmpty() && fromAny.trouble().isEmpty()) {
            return TouchedGuards.NONE;
        }
        TouchedGuards ifNothingElse = fromAny;
        return merges.expected(merge)
                .map(expected -> expected.trees().isEmpty()
                        ? ifNothingElse
                        : compare(merge.tree(), expected.trees(), changes(expected.objects()::tree))
                                .plus(new TouchedGuards(search.brought(expected.moved()), Optional.empty())))
                .orElseGet(() -> TouchedGuards.malformed("a parent of a merge cannot be read"));
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
            return TouchedGuards.malformed("the old or new tip cannot be read");
        }
        List<ObjectId> others = new ArrayList<>(List.of(old.get()));
        cleanMergeInto(before, after, brought).ifPresent(others::add);
        return compare(tree.get(), others);
    }

    /** The tree of the commit right above {@code before} on the first-parent line, if that is a clean merge. */
    private Optional<ObjectId> cleanMergeInto(ObjectId before, ObjectId after, Set<ObjectId> brought) {
        ObjectId at = after;
        while (brought.contains(at)
                && store.read(at) instanceof StoredObject.Raw raw
                && ParsedCommit.of(raw) instanceof Commit commit
                && !commit.parents().isEmpty()) {
            if (commit.parents().get(0).equals(before)) {
                return merges.isClean(commit) ? Optional.of(commit.tree()) : Optional.empty();
            }
            at = commit.parents().get(0);
        }
        return Optional.empty();
    }

    private TouchedGuards compare(ObjectId tree, List<ObjectId> others) {
        return compare(tree, others, changes);
    }

    private TouchedGuards compare(
            ObjectId tree, List<ObjectId> others, TreeChanges<PathMatcher.Place, GuardSearch.Found> in) {
        GuardSearch.Found found = in.compare(search.root(), tree, others);
        if (search.wasTooDeep()) {
            unread.add(new Failure(Code.LIMIT_EXCEEDED, Limit.FOLDERS.exceeded(TreeChanges.DEEPEST)));
        }
        TouchedGuards touched =
                new TouchedGuards(search.touches(found), unread.stream().findFirst());
        if (!unread.isEmpty()) {
            unread.clear();
            in.forget();
        }
        return touched;
    }

    /** Makes known what cannot be read. */
    private TreeChanges<PathMatcher.Place, GuardSearch.Found> changes(TreeChanges.TreeSource source) {
        return new TreeChanges<>(
                id -> {
                    deadline.check();
                    Optional<Tree> found = source.tree(id);
                    if (found.isEmpty()) {
                        unread.add(
                                new Failure(Code.MALFORMED_OBJECT, "the tree " + id.abbreviated() + " cannot be read"));
                    }
                    return found;
                },
                search);
    }
}
