package dev.refwarden.git.store;

import dev.refwarden.git.ObjectFormat;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.ObjectType;
import dev.refwarden.git.StoredObject;
import java.util.Optional;

/**
 * The objects of a repository as git gives them. Git can hide an object, and can lie about the kind and size of one that is not
 * read; what it gives for the content of one is hashed, and nothing else than the object itself passes.
 */
final class GitObjects implements VerifiedObjects {
    private final CatFile git;
    private final ObjectFormat format;
    private final long largest;

    GitObjects(CatFile git, ObjectFormat format, long largest) {
        this.git = git;
        this.format = format;
        this.largest = Math.min(largest, Integer.MAX_VALUE - 16);
    }

    @Override
    public StoredObject read(ObjectId id) {
        if (id.format() != format || id.isNull()) {
            return new StoredObject.Missing(id);
        }
        try {
            Optional<CatFile.Header> header = header(id);
            if (header.isEmpty()) {
                return new StoredObject.Missing(id);
            }
            ObjectType type = header.get().type();
            if (header.get().size() > largest) {
                return new StoredObject.TooLarge(id, type, header.get().size());
            }
            byte[] content = git.contents(header.get());
            return format.nameOf(type, content).equals(id)
                    ? new StoredObject.Raw(id, type, content)
                    : new StoredObject.Corrupt(id, "its content does not hash to its name");
        } catch (CatFile.Unreadable e) {
            return new StoredObject.Corrupt(id, "it cannot be read");
        }
    }

    @Override
    public Optional<ObjectType> type(ObjectId id) {
        if (id.format() != format || id.isNull()) {
            return Optional.empty();
        }
        try {
            return header(id).map(CatFile.Header::type);
        } catch (CatFile.Unreadable e) {
            return Optional.empty();
        }
    }

    /** How many bytes of content an object has; absent where it is not there. */
    Optional<Long> size(ObjectId id) {
        try {
            return id.format() == format ? header(id).map(CatFile.Header::size) : Optional.empty();
        } catch (CatFile.Unreadable e) {
            return Optional.empty();
        }
    }

    private Optional<CatFile.Header> header(ObjectId id) throws CatFile.Unreadable {
        Optional<CatFile.Header> header = git.info(id.hex());
        if (header.isPresent() && !header.get().id().equals(id)) {
            throw new GitFailed("git answers about another object than it was asked for");
        }
        return header;
    }

    @Override
    public void close() {
        // The process is the repository's, and ends with it.
    }
}
