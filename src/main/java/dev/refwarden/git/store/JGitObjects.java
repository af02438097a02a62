package dev.refwarden.git.store;

import dev.refwarden.git.ObjectFormat;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.ObjectType;
import dev.refwarden.git.StoredObject;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

/** The objects of a SHA-1 repository as JGit reads them. */
final class JGitObjects implements VerifiedObjects {
    /** Git has it in every repository, whether or not anybody brought it. */
    private static final ObjectId EMPTY_TREE = ObjectFormat.SHA1.nameOf(ObjectType.TREE, new byte[0]);

    private final ObjectReader reader;
    private final int largest;

    JGitObjects(ObjectReader reader, long largest) {
        this.reader = reader;
        this.largest = (int) Math.min(largest, Integer.MAX_VALUE - 16);
        // What is larger than is read at all is not inflated either: its header says how large it is.
        reader.setStreamFileThreshold(this.largest + 1);
    }

    @Override
    public StoredObject read(ObjectId id) {
        if (!JGitIds.SHA1.isOfJGit(id)) {
            return new StoredObject.Missing(id);
        }
        try {
            return verified(id, reader.open(JGitIds.SHA1.toJGit(id)));
        } catch (MissingObjectException e) {
            return id.equals(EMPTY_TREE)
                    ? new StoredObject.Raw(id, ObjectType.TREE, new byte[0])
                    : new StoredObject.Missing(id);
        } catch (LargeObjectException e) {
            // Its size is within the limit, or it was not read; so there was no memory for it.
            OutOfMemoryError exhausted = new OutOfMemoryError("an object");
            exhausted.initCause(e);
            throw exhausted;
        } catch (IOException e) {
            return new StoredObject.Corrupt(id, "it cannot be read");
        }
    }

    @Override
    public Optional<ObjectType> type(ObjectId id) {
        if (!JGitIds.SHA1.isOfJGit(id)) {
            return Optional.empty();
        }
        // Of whatever size, only its header is read.
        reader.setStreamFileThreshold(0);
        try {
            ObjectLoader loader = reader.open(JGitIds.SHA1.toJGit(id));
            return Optional.of(type(loader.getType()));
        } catch (MissingObjectException e) {
            return id.equals(EMPTY_TREE) ? Optional.of(ObjectType.TREE) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } finally {
            reader.setStreamFileThreshold(largest + 1);
        }
    }

    @Override
    public void close() {
        reader.close();
    }

    private StoredObject verified(ObjectId id, ObjectLoader loader) throws IOException {
        ObjectType type = type(loader.getType());
        if (loader.getSize() > largest) {
            return new StoredObject.TooLarge(id, type, loader.getSize());
        }
        byte[] bytes = loader.getCachedBytes(largest);
        ObjectId actual = ObjectFormat.SHA1.nameOf(type, bytes);
        return actual.equals(id)
                ? new StoredObject.Raw(id, type, bytes)
                : new StoredObject.Corrupt(id, "its content does not hash to its name");
    }

    private static ObjectType type(int jgitType) throws IOException {
        return ObjectType.of(Constants.typeString(jgitType)).orElseThrow(() -> new IOException("type " + jgitType));
    }
}
