package dev.refwarden.git.store;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.ObjectType;
import dev.refwarden.git.StoredObject;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Lets JGit's algorithms walk over and compare objects of 32-byte ids: to JGit every id has only its first twenty bytes, in trees,
 * commits and tags alike. For what people look at; no decision rests on it.
 */
final class ShortenedReader extends ObjectReader {
    /** Larger objects are not read for people. */
    static final int LARGEST = 50 << 20;

    private final GitObjects objects;
    private final ShortenedNames names;

    ShortenedReader(GitObjects objects, ShortenedNames names) {
        this.objects = objects;
        this.names = names;
    }

    @Override
    public ObjectReader newReader() {
        return new ShortenedReader(objects, names);
    }

    @Override
    public Collection<org.eclipse.jgit.lib.ObjectId> resolve(AbbreviatedObjectId id) {
        return List.of();
    }

    @Override
    public ObjectLoader open(AnyObjectId shortened, int hint) throws IOException {
        StoredObject object = objects.read(id(shortened));
        if (object instanceof StoredObject.Raw raw) {
            int type = expected(shortened, raw.type(), hint);
            return new ObjectLoader.SmallObject(type, new ShortenedContent(names).of(raw));
        }
        if (object instanceof StoredObject.Missing) {
            throw missing(shortened);
        }
        if (object instanceof StoredObject.TooLarge large) {
            throw new LargeObjectException.ExceedsLimit(LARGEST, large.size());
        }
        throw new CorruptObjectException(shortened, "it cannot be read");
    }

    @Override
    public long getObjectSize(AnyObjectId shortened, int hint) throws IOException {
        return objects.size(id(shortened)).orElseThrow(() -> missing(shortened));
    }

    @Override
    public boolean has(AnyObjectId shortened) {
        return objects.type(names.fromJGit(shortened)).isPresent();
    }

    @Override
    public Set<org.eclipse.jgit.lib.ObjectId> getShallowCommits() {
        return Set.of();
    }

    @Override
    public void close() {
        // The process is the repository's, and ends with it.
    }

    private ObjectId id(AnyObjectId shortened) throws MissingObjectException {
        try {
            return names.fromJGit(shortened);
        } catch (IllegalArgumentException e) {
            throw missing(shortened);
        }
    }

    private static MissingObjectException missing(AnyObjectId shortened) {
        return new MissingObjectException(shortened.toObjectId(), "object");
    }

    private static int expected(AnyObjectId shortened, ObjectType type, int hint) throws IncorrectObjectTypeException {
        int there = switch (type) {
            case COMMIT -> Constants.OBJ_COMMIT;
            case TREE -> Constants.OBJ_TREE;
            case BLOB -> Constants.OBJ_BLOB;
            case TAG -> Constants.OBJ_TAG;
        };
        if (hint != OBJ_ANY && hint != there) {
            throw new IncorrectObjectTypeException(shortened.toObjectId(), hint);
        }
        return there;
    }
}
