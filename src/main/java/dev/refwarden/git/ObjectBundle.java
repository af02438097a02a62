package dev.refwarden.git;

import dev.refwarden.object.ObjectId;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.BundleWriter;

/** Writes what a push brought as a bundle that {@code git fetch} reads. */
public final class ObjectBundle {
    private final Repository repository;

    ObjectBundle(Repository repository) {
        this.repository = repository;
    }

    /**
     * Writes it.
     *
     * @param refs the names that the bundle gives to objects
     * @param base commits that whoever reads it has, with all before them; those that are not there are passed over
     * @throws MissingObjectsException if some object of it is not there
     */
    public void write(Map<String, ObjectId> refs, Set<ObjectId> base, OutputStream out)
            throws IOException, MissingObjectsException {
        try (RevWalk walk = new RevWalk(repository)) {
            BundleWriter writer = new BundleWriter(repository);
            refs.forEach((name, id) -> writer.include(name, jgit(id)));
            for (ObjectId id : base) {
                if (repository.getObjectDatabase().has(jgit(id))) {
                    RevObject object = walk.parseAny(jgit(id));
                    if (object instanceof RevCommit commit) {
                        writer.assume(commit);
                    }
                }
            }
            writer.writeBundle(NullProgressMonitor.INSTANCE, out);
        } catch (MissingObjectException e) {
            throw new MissingObjectsException();
        }
    }

    private static org.eclipse.jgit.lib.ObjectId jgit(ObjectId id) {
        return org.eclipse.jgit.lib.ObjectId.fromRaw(id.bytes());
    }

    /** Not every object of the bundle is there. */
    public static final class MissingObjectsException extends Exception {
        MissingObjectsException() {
            super("not every object is there");
        }
    }
}
