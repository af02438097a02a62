package dev.refwarden.evidence;

import dev.refwarden.object.ObjectId;
import dev.refwarden.object.ObjectStore;
import dev.refwarden.object.StoredObject;

/** Reads no object after the deadline. */
record TimedObjects(ObjectStore store, Deadline deadline) implements ObjectStore {
    @Override
    public StoredObject read(ObjectId id) {
        deadline.check();
        return store.read(id);
    }
}
