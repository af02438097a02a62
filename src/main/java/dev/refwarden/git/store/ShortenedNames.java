package dev.refwarden.git.store;

import dev.refwarden.git.ObjectFormat;
import dev.refwarden.git.ObjectId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jgit.lib.AnyObjectId;

/** The first twenty bytes of longer ids, and which id each of them is the beginning of. */
final class ShortenedNames implements ObjectNames {
    private final Map<org.eclipse.jgit.lib.ObjectId, ObjectId> known = new HashMap<>();

    @Override
    public synchronized org.eclipse.jgit.lib.ObjectId toJGit(ObjectId id) {
        byte[] raw = id.bytes();
        org.eclipse.jgit.lib.ObjectId shortened =
                org.eclipse.jgit.lib.ObjectId.fromRaw(Arrays.copyOf(raw, ObjectFormat.SHA1.bytes()));
        ObjectId other = known.putIfAbsent(shortened, id);
        if (other != null && !other.equals(id)) {
            throw new IllegalArgumentException("two ids that begin alike");
        }
        return shortened;
    }

    @Override
    public synchronized ObjectId fromJGit(AnyObjectId shortened) {
        ObjectId id = known.get(shortened.toObjectId());
        if (id == null) {
            throw new IllegalArgumentException("an id that nothing named");
        }
        return id;
    }
}
