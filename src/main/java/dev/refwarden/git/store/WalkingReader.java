package dev.refwarden.git.store;

import dev.refwarden.git.ObjectType;
import dev.refwarden.git.StoredObject;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.internal.storage.commitgraph.CommitGraph;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

/** Lets JGit walk over the objects of a SHA-1 repository, of commits over what {@link WalkedCommit} makes of them. */
final class WalkingReader extends ObjectReader.Filter {
    /** Larger commits are not walked over. */
    private static final int LARGEST = 50 << 20;

    private final ObjectReader objects;

    WalkingReader(ObjectReader objects) {
        this.objects = objects;
    }

    @Override
    protected ObjectReader delegate() {
        return objects;
    }

    @Override
    public ObjectReader newReader() {
        return new WalkingReader(objects.newReader());
    }

    @Override
    public ObjectLoader open(AnyObjectId id) throws IOException {
        return open(id, OBJ_ANY);
    }

    @Override
    public ObjectLoader open(AnyObjectId id, int hint) throws IOException {
        ObjectLoader loader = objects.open(id, hint);
        if (loader.getType() != Constants.OBJ_COMMIT) {
            return loader;
        }
        StoredObject.Raw commit =
                new StoredObject.Raw(JGitIds.SHA1.fromJGit(id), ObjectType.COMMIT, loader.getCachedBytes(LARGEST));
        return new ObjectLoader.SmallObject(Constants.OBJ_COMMIT, WalkedCommit.of(commit, JGitIds.SHA1));
    }

    @Override
    public Optional<CommitGraph> getCommitGraph() {
        return Optional.empty();
    }
}
