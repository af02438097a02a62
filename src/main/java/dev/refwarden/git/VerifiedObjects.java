package dev.refwarden.git;

import dev.refwarden.crypto.Digests;
import dev.refwarden.object.ObjectId;
import dev.refwarden.object.ObjectStore;
import dev.refwarden.object.ObjectType;
import dev.refwarden.object.StoredObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

/** Reads objects and hashes each of them again: what does not hash to its name is no such object. */
public final class VerifiedObjects implements ObjectStore, AutoCloseable {
    private final ObjectReader reader;
    private final long largest;

    VerifiedObjects(ObjectReader reader, long largest) {
        this.reader = reader;
        this.largest = Math.min(largest, Integer.MAX_VALUE - 16);
    }

    @Override
    public StoredObject read(ObjectId id) {
        try {
            return verified(id, reader.open(org.eclipse.jgit.lib.ObjectId.fromRaw(id.bytes())));
        } catch (MissingObjectException e) {
            return new StoredObject.Missing(id);
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
        try {
            ObjectLoader loader = reader.open(org.eclipse.jgit.lib.ObjectId.fromRaw(id.bytes()));
            return Optional.of(type(loader.getType()));
        } catch (IOException e) {
            return Optional.empty();
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
        byte[] bytes = loader.getCachedBytes((int) largest);
        MessageDigest sha1 = Digests.sha1();
        sha1.update((type.word() + " " + bytes.length + "\0").getBytes(StandardCharsets.US_ASCII));
        ObjectId actual = ObjectId.fromBytes(sha1.digest(bytes), 0);
        return actual.equals(id)
                ? new StoredObject.Raw(id, type, bytes)
                : new StoredObject.Corrupt(id, "its content does not hash to its name");
    }

    private static ObjectType type(int jgitType) throws IOException {
        return ObjectType.of(Constants.typeString(jgitType)).orElseThrow(() -> new IOException("type " + jgitType));
    }
}
