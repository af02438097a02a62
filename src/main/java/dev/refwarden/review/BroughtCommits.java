package dev.refwarden.review;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.ObjectStore;
import dev.refwarden.git.ObjectType;
import dev.refwarden.git.StoredObject;
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
 * @param unread a line for each object that should be among them and cannot be read
 */
public record BroughtCommits(List<ShownCommit> commits, boolean more, List<String> unread) {
    private static final int MOST = 200;
    private static final int LONGEST_TAG_CHAIN = 10;

    public BroughtCommits {
        commits = List.copyOf(commits);
        unread = List.copyOf(unread);
    }

    static BroughtCommits of(ObjectId tip, ObjectStore store, Predicate<ObjectId> isNew) {
        List<ShownCommit> commits = new ArrayList<>();
        List<String> unread = new ArrayList<>();
        Set<ObjectId> seen = new HashSet<>();
        Deque<ObjectId> todo = new ArrayDeque<>();
        ObjectId start = peeled(tip, store);
        todo.add(start);
        while (!todo.isEmpty()) {
            ObjectId id = todo.remove();
            StoredObject object = store.read(id);
            boolean isLost = id.equals(start) && !(object instanceof StoredObject.Raw);
            if (!seen.add(id) || !(isLost || isNew.test(id))) {
                continue;
            }
            if (commits.size() == MOST) {
                return new BroughtCommits(commits, true, unread);
            }
            if (!(object instanceof StoredObject.Raw raw)) {
                unread.add(words(object));
            } else if (raw.type() == ObjectType.COMMIT) {
                ShownCommit commit = ShownCommit.of(id, raw.bytes());
                commits.add(commit);
                todo.addAll(commit.parents());
            }
        }
        return new BroughtCommits(commits, false, unread);
    }

    private static String words(StoredObject object) {
        String id = object.id().abbreviated();
        if (object instanceof StoredObject.Missing) {
            return id + " is not kept (any more)";
        }
        if (object instanceof StoredObject.TooLarge large) {
            return id + " is not shown: it has " + large.size() + " bytes";
        }
        return id + " is damaged, and cannot be read";
    }

    private static ObjectId peeled(ObjectId tip, ObjectStore store) {
        ObjectId at = tip;
        for (int i = 0; i < LONGEST_TAG_CHAIN; i++) {
            if (!(store.read(at) instanceof StoredObject.Raw raw) || raw.type() != ObjectType.TAG) {
                return at;
            }
            String head = new String(raw.bytes(), 0, Math.min(raw.bytes().length, 80), StandardCharsets.ISO_8859_1);
            int end = head.indexOf('\n');
            String id = head.startsWith("object ") && end > 0 ? head.substring("object ".length(), end) : "";
            if (!ObjectId.isHex(id)) {
                return at;
            }
            at = ObjectId.fromHex(id);
        }
        return at;
    }
}
