package dev.refwarden.evidence;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.Trouble;
import dev.refwarden.git.TreeFormat;
import dev.refwarden.object.ObjectId;
import dev.refwarden.object.ObjectStore;
import dev.refwarden.object.ObjectType;
import dev.refwarden.object.StoredObject;
import dev.refwarden.object.Tree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads trees, keeping the latest few; for one thread. */
final class TreeReading {
    private static final int KEPT = 512;

    private final ObjectStore store;
    private final Troubles troubles;
    private final TreeFormat format = new TreeFormat();
    private final Map<ObjectId, Tree> kept = new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ObjectId, Tree> eldest) {
            return size() > KEPT;
        }
    };

    TreeReading(ObjectStore store, Troubles troubles) {
        this.store = store;
        this.troubles = troubles;
    }

    /** The tree, or nothing where it cannot be read; {@link #problem} says why. */
    Optional<Tree> tree(ObjectId id) {
        Tree known = kept.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Tree> tree = store.read(id) instanceof StoredObject.Raw raw && raw.type() == ObjectType.TREE
                ? Tree.of(raw.bytes())
                : Optional.empty();
        tree.ifPresent(read -> kept.put(id, read));
        return tree;
    }

    /** Why the tree is not well-formed; absent where it is. */
    Optional<Trouble> problem(ObjectId id) {
        StoredObject object = store.read(id);
        if (!(object instanceof StoredObject.Raw raw) || raw.type() != ObjectType.TREE) {
            return Optional.of(troubles.of(object, ObjectType.TREE));
        }
        Tree.of(raw.bytes()).ifPresent(read -> kept.put(id, read));
        return format.problem(raw.bytes())
                .map(detail -> new Trouble(
                        Code.MALFORMED_OBJECT, "its tree " + id.abbreviated() + " is malformed: " + detail));
    }
}
