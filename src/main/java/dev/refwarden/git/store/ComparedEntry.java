package dev.refwarden.git.store;

import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.treewalk.TreeWalk;

/** One path where two trees differ, as JGit's finder of renames wants it. */
final class ComparedEntry extends DiffEntry {
    private static final int EXACT_SCORE = 100;

    private ComparedEntry() {}

    /** The entry at which {@code walk} stands: the first tree is the old one, the second the new. */
    static DiffEntry of(TreeWalk walk) {
        ComparedEntry entry = new ComparedEntry();
        entry.oldId = AbbreviatedObjectId.fromObjectId(walk.getObjectId(0));
        entry.newId = AbbreviatedObjectId.fromObjectId(walk.getObjectId(1));
        entry.oldMode = walk.getFileMode(0);
        entry.newMode = walk.getFileMode(1);
        boolean added = entry.oldMode == FileMode.MISSING;
        boolean deleted = entry.newMode == FileMode.MISSING;
        entry.oldPath = added ? DiffEntry.DEV_NULL : walk.getPathString();
        entry.newPath = deleted ? DiffEntry.DEV_NULL : walk.getPathString();
        entry.changeType = added ? ChangeType.ADD : deleted ? ChangeType.DELETE : ChangeType.MODIFY;
        return entry;
    }

    /** A file that goes and one that comes with the same content, as one. */
    static DiffEntry renamed(DiffEntry gone, DiffEntry added) {
        ComparedEntry entry = new ComparedEntry();
        entry.oldId = gone.getOldId();
        entry.newId = added.getNewId();
        entry.oldMode = gone.getOldMode();
        entry.newMode = added.getNewMode();
        entry.oldPath = gone.getOldPath();
        entry.newPath = added.getNewPath();
        entry.changeType = ChangeType.RENAME;
        entry.score = EXACT_SCORE;
        return entry;
    }
}
