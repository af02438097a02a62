package dev.refwarden.evidence;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.Failure;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.ObjectStore;
import dev.refwarden.git.ObjectType;
import dev.refwarden.git.StoredObject;
import dev.refwarden.git.Tree;
import dev.refwarden.git.TreeForm;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads trees, keeping the latest within a number of bytes; for one thread. */
final class TreeReading {
    private static final long KEPT_BYTES = 8 << 20;

    private final ObjectStore store;
    private final Failures troubles;
    private final Deadline deadline;
    private final Map<ObjectId, Read> kept = new LinkedHashMap<>(64, 0.75f, true);
    private long keptBytes;

    TreeReading(ObjectStore store, Failures troubles, Deadline deadline) {
        this.store = store;
        this.troubles = troubles;
        this.deadline = deadline;
    }

    /** A tree as it was read, with what is wrong with it. */
    private static final class Read {
        private final Optional<Tree> tree;
        private final Optional<Failure> problem;
        private final int bytes;
        private @Nullable Map<String, Tree.Entry> byName;

        Read(Optional<Tree> tree, Optional<Failure> problem, int bytes) {
            this.tree = tree;
            this.problem = problem;
            this.bytes = bytes;
        }

        Map<String, Tree.Entry> byName() {
            if (byName == null) {
                byName = new HashMap<>();
                for (Tree.Entry entry : tree.orElse(Tree.EMPTY).entries()) {
                    byName.put(entry.name(), entry);
                }
            }
            return byName;
        }
    }

    /** The tree, or nothing where it cannot be read; {@link #problem} says why. */
    Optional<Tree> tree(ObjectId id) {
        return read(id).tree;
    }

    /** What is under {@code name} in that tree. */
    Optional<Tree.Entry> entry(ObjectId id, String name) {
        return Optional.ofNullable(read(id).byName().get(name));
    }

    /** Why the tree cannot be read, or is not well-formed; absent where it is. */
    Optional<Failure> problem(ObjectId id) {
        return read(id).problem;
    }

    /** Why {@code entry} of {@code folder} is not what its mode says; absent where it is. Folders are told when they are read. */
    Optional<Failure> wrongType(ObjectId folder, Tree.Entry entry) {
        if (entry.isFolder() || entry.isSubmodule()) {
            return Optional.empty();
        }
        Optional<ObjectType> type = store.type(entry.id());
        if (type.equals(Optional.of(ObjectType.BLOB))) {
            return Optional.empty();
        }
        String what = type.map(found -> "is a " + found.word()).orElse("is missing");
        return Optional.of(malformed(folder, entry.id().abbreviated() + " should be a file, but " + what));
    }

    private Read read(ObjectId id) {
        deadline.check();
        Read known = kept.get(id);
        if (known == null) {
            known = readAnew(id);
            kept.put(id, known);
            keptBytes += known.bytes;
            forgetOldest();
        }
        return known;
    }

    private Read readAnew(ObjectId id) {
        StoredObject object = store.read(id);
        if (!(object instanceof StoredObject.Raw raw)) {
            return new Read(Optional.empty(), Optional.of(troubles.of(object, ObjectType.TREE)), 0);
        }
        if (raw.type() != ObjectType.TREE) {
            String detail = id.abbreviated() + " should be a folder, but is a "
                    + raw.type().word();
            return new Read(Optional.empty(), Optional.of(new Failure(Code.MALFORMED_OBJECT, detail)), 0);
        }
        return new Read(Tree.of(raw), TreeForm.problem(raw).map(detail -> malformed(id, detail)), raw.bytes().length);
    }

    private static Failure malformed(ObjectId tree, String detail) {
        return new Failure(Code.MALFORMED_OBJECT, "its tree " + tree.abbreviated() + " is malformed: " + detail);
    }

    /** The latest stays whatever its size. */
    private void forgetOldest() {
        Iterator<Read> oldest = kept.values().iterator();
        while (keptBytes > KEPT_BYTES && kept.size() > 1) {
            keptBytes -= oldest.next().bytes;
            oldest.remove();
        }
    }
}
