package dev.refwarden.evidence;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.ObjectStore;
import dev.refwarden.git.ObjectType;
import dev.refwarden.git.StoredObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/** A history made at random, with merges and honest clocks; each commit has parents among those made before it. */
final class CommitGraph {
    private static final long FIRST = 1_700_000_000;

    private final Map<ObjectId, List<ObjectId>> parents = new HashMap<>();
    private final Map<ObjectId, StoredObject> objects = new HashMap<>();
    private final List<ObjectId> ids = new ArrayList<>();

    CommitGraph(Random random, int size) {
        for (int n = 0; n < size; n++) {
            Set<ObjectId> of = new LinkedHashSet<>();
            for (int i = 0; n > 0 && i < 1 + random.nextInt(4) / 3; i++) {
                of.add(ids.get(Math.max(0, n - 1 - random.nextInt(5))));
            }
            ObjectId id = ObjectId.fromHex(String.format("%040x", (random.nextLong() >>> 1) + 1));
            ids.add(id);
            parents.put(id, List.copyOf(of));
            objects.put(id, new StoredObject.Raw(id, ObjectType.COMMIT, raw(of, FIRST + 3_600L * n)));
        }
    }

    ObjectStore store() {
        return id -> objects.getOrDefault(id, new StoredObject.Missing(id));
    }

    ObjectId any(Random random) {
        return ids.get(random.nextInt(ids.size()));
    }

    /** The time that a commit claims, in seconds. */
    long time(ObjectId commit) {
        return FIRST + 3_600L * ids.indexOf(commit);
    }

    /** These and all before them, or what the first-parent lines from them hold. */
    Set<ObjectId> before(Set<ObjectId> tips, boolean alongFirstParents) {
        Set<ObjectId> found = new HashSet<>();
        List<ObjectId> waiting = new ArrayList<>(tips);
        while (!waiting.isEmpty()) {
            ObjectId commit = waiting.remove(waiting.size() - 1);
            if (found.add(commit)) {
                List<ObjectId> of = Objects.requireNonNull(parents.get(commit));
                waiting.addAll(alongFirstParents && !of.isEmpty() ? of.subList(0, 1) : of);
            }
        }
        return found;
    }

    private static byte[] raw(Set<ObjectId> parents, long time) {
        StringBuilder raw = new StringBuilder("tree ").append("0".repeat(39)).append("1\n");
        parents.forEach(parent -> raw.append("parent ").append(parent.hex()).append('\n'));
        raw.append("author A <a@example.org> ").append(time).append(" +0000\n");
        raw.append("committer A <a@example.org> ").append(time).append(" +0000\n\nm\n");
        return raw.toString().getBytes(US_ASCII);
    }
}
