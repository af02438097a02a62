package dev.refwarden.git.store;

/** A repository whose objects are named in a way that is not read here, such as SHA-256. */
public final class UnsupportedRepository extends Exception {
    UnsupportedRepository(String message) {
        super(message);
    }
}
