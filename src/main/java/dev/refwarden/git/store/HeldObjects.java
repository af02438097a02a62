package dev.refwarden.git.store;

import dev.refwarden.git.ObjectId;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;

/** Which of some commits and tags can be reached from tips, all of them found in one walk. */
final class HeldObjects {
    private final RevWalk walk;
    private final ObjectNames names;
    private final Set<ObjectId> objects;

    /** @param walk a new one, which is used up */
    HeldObjects(RevWalk walk, ObjectNames names, Set<ObjectId> objects) {
        this.walk = walk;
        this.names = names;
        this.objects = objects;
        walk.setRetainBody(false);
    }

    /** Those that a tip is, and the commits before one. */
    Set<ObjectId> by(Collection<ObjectId> tips) throws IOException {
        Set<ObjectId> held = new HashSet<>();
        for (ObjectId tip : tips) {
            if (objects.contains(tip)) {
                held.add(tip);
            }
            markUninteresting(tip);
        }
        Set<ObjectId> commits = new HashSet<>();
        for (ObjectId object : objects) {
            Optional<RevObject> found = parsed(object);
            if (found.isPresent() && found.get() instanceof RevCommit commit) {
                walk.markStart(commit);
                commits.add(object);
            }
        }
        for (RevCommit next = walk.next(); next != null; next = walk.next()) {
            commits.remove(names.fromJGit(next));
        }
        held.addAll(commits);
        return held;
    }

    private void markUninteresting(ObjectId tip) throws IOException {
        Optional<RevObject> at = parsed(tip);
        while (at.isPresent() && at.get() instanceof RevTag tag) {
            at = parsed(names.fromJGit(tag.getObject()));
        }
        if (at.isPresent() && at.get() instanceof RevCommit commit) {
            walk.markUninteresting(commit);
        }
    }

    /** Empty where a ref or a tag names what no one has. */
    private Optional<RevObject> parsed(ObjectId object) throws IOException {
        try {
            return Optional.of(walk.parseAny(names.toJGit(object)));
        } catch (MissingObjectException e) {
            return Optional.empty();
        }
    }
}
