package dev.refwarden.git.store;

import dev.refwarden.git.ObjectId;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Set;

/** Writes what a push brought as a bundle that {@code git fetch} reads. */
public interface ObjectBundle {
    /**
     * Writes it.
     *
     * @param refs the names that the bundle gives to objects
     * @param base commits that whoever reads it has, with all before them; those that are not there are passed over
     * @throws MissingObjectsException if some object of it is not there
     */
    void write(Map<String, ObjectId> refs, Set<ObjectId> base, OutputStream out)
            throws IOException, MissingObjectsException;

    /** Not every object of the bundle is there. */
    final class MissingObjectsException extends Exception {
        private static final long serialVersionUID = 1L;

        MissingObjectsException() {
            super("not every object is there");
        }
    }
}
