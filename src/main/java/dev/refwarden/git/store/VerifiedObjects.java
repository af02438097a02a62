package dev.refwarden.git.store;

import dev.refwarden.git.ObjectStore;

/**
 * A repository's objects, each of them hashed again when it is read: what does not hash to its name is no such object. It has
 * none with ids of another format than the repository's.
 */
public interface VerifiedObjects extends ObjectStore, AutoCloseable {
    @Override
    void close();
}
