package dev.refwarden.object;

/** Where objects are read from; one thread uses one store. */
@FunctionalInterface
public interface ObjectStore {
    StoredObject read(ObjectId id);
}
