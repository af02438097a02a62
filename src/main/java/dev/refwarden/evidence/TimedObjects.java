package dev.refwarden.evidence;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.ObjectStore;
import dev.refwarden.git.ObjectType;
import dev.refwarden.git.StoredObject;
import java.util.Optional;

/** Reads no object after the deadline. */
record TimedObjects(ObjectStore store, Deadline deadline) implements ObjectStore {
    @Override
    public StoredObject read(ObjectId id) {
        deadline.check();
        StoredObject object = store.read(id);
        if (object instanceof StoredObject.Raw raw && raw.type() == ObjectType.COMMIT) {
            deadline.sawCommit();
        }
        return object;
    }

    @Override
    public void lookAtTheClock() {
        deadline.check();
    }

    @Override
    public Optional<ObjectType> type(ObjectId id) {
        deadline.check();
        return store.type(id);
    }
}
