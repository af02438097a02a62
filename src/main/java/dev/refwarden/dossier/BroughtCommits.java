package dev.refwarden.dossier;

import dev.refwarden.object.ObjectId;
import dev.refwarden.object.ObjectStore;
import dev.refwarden.object.ObjectType;
import dev.refwarden.object.StoredObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The commits that one update brought: those that can be reached from its new tip through new commits only.
 *
 * @param commits the newest first, as far as they are shown
 * @param more whether there are others
 */
public record BroughtCommits(List<ShownCommit> commits, boolean more) {
    private static final int MOST = 200;
    private static final int LONGEST_TAG_CHAIN = 10;

    public BroughtCommits {
        commits = List.copyOf(commits);
    }

    static BroughtCommits of(ObjectId tip, ObjectStore store, Predicate<ObjectId> isNew) {
        List<ShownCommit> commits = new ArrayList<>();
        Set<ObjectId> seen = new HashSet<>();
        Deque<ObjectId> todo = new ArrayDeque<>();
        todo.add(peeled(tip, store));
        while (!todo.isEmpty()) {
            ObjectId id = todo.remove();
            if (!seen.add(id) || !isNew.test(id)) {
                continue;
            }
            if (commits.size() == MOST) {
                return new BroughtCommits(commits, true);
            }
            if (store.read(id) instanceof StoredObject.Raw raw && raw.type() == ObjectType.COMMIT) {
                ShownCommit commit = ShownCommit.of(id, raw.bytes());
                commits.add(commit);
                todo.addAll(commit.parents());
            }
        }
        return new BroughtCommits(commits, false);
    }

    private static ObjectId peeled(ObjectId tip, ObjectStore store) {
        ObjectId at = tip;
        for (int i = 0; i < LONGEST_TAG_CHAIN; i++) {
            if (!(store.read(at) instanceof StoredObject.Raw raw) || raw.type() != ObjectType.TAG) {
                return at;
            }
            String head = new String(raw.bytes(), 0, Math.min(raw.bytes().length, 60), StandardCharsets.ISO_8859_1);
            String id = head.startsWith("object ") && head.length() >= 47 ? head.substring(7, 47) : "";
            if (!ObjectId.isHex(id)) {
                return at;
            }
            at = ObjectId.fromHex(id);
        }
        return at;
    }
}
