package dev.refwarden.git;

/** What a repository answers when it is asked for an object. */
public sealed interface StoredObject {
    ObjectId id();

    /** How many bytes of content are in memory with this. */
    default int bytesHeld() {
        return 0;
    }

    /**
     * The object is there, and its bytes hash to its id.
     *
     * @param bytes the content without Git's own header; no one may change it
     */
    record Raw(ObjectId id, ObjectType type, byte[] bytes) implements StoredObject {
        @Override
        public int bytesHeld() {
            return bytes.length;
        }
    }

    /** Neither the repository, its quarantine nor its alternates have it. */
    record Missing(ObjectId id) implements StoredObject {}

    /** It is there, but larger than the server reads. */
    record TooLarge(ObjectId id, ObjectType type, long size) implements StoredObject {}

    /** Something is there under this id, but not an object of this id. */
    record Corrupt(ObjectId id, String detail) implements StoredObject {}
}
