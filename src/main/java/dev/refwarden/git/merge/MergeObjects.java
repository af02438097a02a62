package dev.refwarden.git.merge;

import dev.refwarden.git.ObjectFormat;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.ObjectStore;
import dev.refwarden.git.ObjectType;
import dev.refwarden.git.StoredObject;
import dev.refwarden.git.Tree;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The objects of a repository together with those that a merge makes, which exist in memory alone. Their number of bytes is
 * bounded; beyond it nothing new is made, and what needs it counts as not merged.
 */
public final class MergeObjects {
    /** Files that both sides changed are merged up to this size. */
    static final int LARGEST_FILE = 5 << 20;

    private static final long MOST_BYTES = 48L << 20;

    private final ObjectStore store;
    private final ObjectFormat format;
    /** Stands for an empty folder in repositories of either format. */
    static final ObjectId NOTHING = ObjectFormat.SHA1.nullId();

    private final Map<ObjectId, Tree> trees = new HashMap<>();
    private final Map<ObjectId, byte[]> files = new HashMap<>();
    private long bytes;

    /** @param format of the ids of what is made */
    MergeObjects(ObjectStore store, ObjectFormat format) {
        this.store = store;
        this.format = format;
    }

    /** The id of a file without content. */
    ObjectId emptyFile() {
        return format.nameOf(ObjectType.BLOB, new byte[0]);
    }

    /** Absent where it cannot be read. */
    public Optional<Tree> tree(ObjectId id) {
        if (id.isNull()) {
            return Optional.of(Tree.EMPTY);
        }
        Tree made = trees.get(id);
        if (made != null) {
            return Optional.of(made);
        }
        return store.read(id) instanceof StoredObject.Raw raw && raw.type() == ObjectType.TREE
                ? Tree.of(raw)
                : Optional.empty();
    }

    /** Absent where it cannot be read, or is larger than files that are merged. */
    Optional<byte[]> file(ObjectId id) {
        byte[] made = files.get(id);
        if (made != null) {
            return Optional.of(made);
        }
        return store.read(id) instanceof StoredObject.Raw raw
                        && raw.type() == ObjectType.BLOB
                        && raw.bytes().length <= LARGEST_FILE
                ? Optional.of(raw.bytes())
                : Optional.empty();
    }

    /** The id of that content; absent where there is no room for more. */
    Optional<ObjectId> add(byte[] content) {
        bytes += content.length;
        if (bytes > MOST_BYTES) {
            return Optional.empty();
        }
        ObjectId id = format.nameOf(ObjectType.BLOB, content);
        files.put(id, content);
        return Optional.of(id);
    }

    /** The id of a tree with these entries, in any order; absent where there is no room for more. */
    Optional<ObjectId> add(List<Tree.Entry> entries) {
        List<Tree.Entry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparing(entry -> entry.isFolder() ? entry.name() + "/" : entry.name()));
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        for (Tree.Entry entry : sorted) {
            String head = Integer.toOctalString(entry.mode()) + " " + entry.name() + "\0";
            raw.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
            raw.writeBytes(entry.id().bytes());
        }
        bytes += 4L * raw.size();
        if (bytes > MOST_BYTES) {
            return Optional.empty();
        }
        ObjectId id = format.nameOf(ObjectType.TREE, raw.toByteArray());
        trees.put(id, new Tree(sorted));
        return Optional.of(id);
    }
}
