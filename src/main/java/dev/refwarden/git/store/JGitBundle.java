package dev.refwarden.git.store;

import dev.refwarden.git.ObjectId;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.BundleWriter;

/** A bundle as JGit writes it. */
final class JGitBundle implements ObjectBundle {
    private final Repository repository;

    JGitBundle(Repository repository) {
        this.repository = repository;
    }

    @Override
    public void write(Map<String, ObjectId> refs, Set<ObjectId> base, OutputStream out)
            throws IOException, MissingObjectsException {
        try (RevWalk walk = new RevWalk(repository)) {
            BundleWriter writer = new BundleWriter(repository);
            refs.forEach((name, id) -> writer.include(name, JGitIds.SHA1.toJGit(id)));
            for (ObjectId id : base) {
                if (JGitIds.SHA1.isOfJGit(id) && repository.getObjectDatabase().has(JGitIds.SHA1.toJGit(id))) {
                    RevObject object = walk.parseAny(JGitIds.SHA1.toJGit(id));
                    if (object instanceof RevCommit commit) {
                        writer.assume(commit);
                    }
                }
            }
            writer.writeBundle(NullProgressMonitor.INSTANCE, out);
        } catch (MissingObjectException | IncorrectObjectTypeException | CorruptObjectException | RuntimeException e) {
            // JGit throws whatever it happens upon in objects that are malformed.
            throw new MissingObjectsException();
        }
    }
}
