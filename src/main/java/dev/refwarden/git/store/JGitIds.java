package dev.refwarden.git.store;

import dev.refwarden.git.ObjectFormat;
import dev.refwarden.git.ObjectId;
import org.eclipse.jgit.lib.AnyObjectId;

/** SHA-1 ids, which JGit holds as they are. */
final class JGitIds implements ObjectNames {
    static final JGitIds SHA1 = new JGitIds();

    private JGitIds() {}

    /** Whether JGit can hold the id at all. */
    boolean isOfJGit(ObjectId id) {
        return id.format() == ObjectFormat.SHA1;
    }

    @Override
    public org.eclipse.jgit.lib.ObjectId toJGit(ObjectId id) {
        if (!isOfJGit(id)) {
            throw new IllegalArgumentException(
                    "an id of the format " + id.format().word() + " in a SHA-1 repository");
        }
        return org.eclipse.jgit.lib.ObjectId.fromRaw(id.bytes());
    }

    @Override
    public ObjectId fromJGit(AnyObjectId id) {
        byte[] raw = new byte[ObjectFormat.SHA1.bytes()];
        id.copyRawTo(raw, 0);
        return ObjectFormat.SHA1.idAt(raw, 0);
    }
}
