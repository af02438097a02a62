package dev.refwarden.git.store;

import dev.refwarden.git.CommitLinks;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.StoredObject;
import java.nio.charset.StandardCharsets;

/**
 * A commit as JGit's walks need it: the tree and the parents that git follows, and the claimed time. JGit fails on commits that git
 * takes all the same, and no one may keep people from looking at a repository by putting such a one there.
 */
final class WalkedCommit {
    private WalkedCommit() {}

    /** Rewritten, with ids as JGit has them; a commit without a tree has the null id's. */
    static byte[] of(StoredObject.Raw commit, ObjectNames names) {
        CommitLinks links = CommitLinks.of(commit);
        ObjectId tree =
                CommitLinks.tree(commit).orElseGet(() -> commit.id().format().nullId());
        StringBuilder text =
                new StringBuilder("tree ").append(names.toJGit(tree).name()).append('\n');
        for (ObjectId parent : links.parents()) {
            text.append("parent ").append(names.toJGit(parent).name()).append('\n');
        }
        // JGit counts seconds in an int.
        long seconds = Math.min(links.claimedTime(), Integer.MAX_VALUE);
        text.append("author a <a> ").append(seconds).append(" +0000\n");
        text.append("committer a <a> ").append(seconds).append(" +0000\n\n");
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
