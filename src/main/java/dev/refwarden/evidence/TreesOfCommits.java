package dev.refwarden.evidence;

import dev.refwarden.git.CommitLinks;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.ObjectStore;
import dev.refwarden.git.ObjectType;
import dev.refwarden.git.StoredObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which tree a commit holds, keeping the latest few; for one thread. */
final class TreesOfCommits {
    private static final int KEPT = 1_024;

    private final ObjectStore store;
    private final Map<ObjectId, ObjectId> kept = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ObjectId, ObjectId> eldest) {
            return size() > KEPT;
        }
    };

    TreesOfCommits(ObjectStore store) {
        this.store = store;
    }

    void remember(ObjectId commit, ObjectId tree) {
        kept.put(commit, tree);
    }

    /** The trees of these commits, as far as they can be read. */
    List<ObjectId> of(List<ObjectId> commits) {
        List<ObjectId> trees = new ArrayList<>(commits.size());
        for (ObjectId commit : commits) {
            of(commit).ifPresent(trees::add);
        }
        return trees;
    }

    Optional<ObjectId> of(ObjectId commit) {
        Optional<ObjectId> tree = Optional.ofNullable(kept.get(commit));
        if (tree.isEmpty() && store.read(commit) instanceof StoredObject.Raw raw && raw.type() == ObjectType.COMMIT) {
            tree = CommitLinks.tree(raw);
            tree.ifPresent(found -> kept.put(commit, found));
        }
        return tree;
    }
}
