package dev.refwarden.decision;

import dev.refwarden.git.ObjectId;
import dev.refwarden.policy.Rule;
import java.util.List;
import java.util.Optional;

/**
 * A guarded file that the push changes; the first of its kind that was found.
 *
 * @param guard the guard that it falls under
 * @param path for people: the bytes of the name read as UTF-8
 * @param commit where; absent where only the whole push changes it
 * @param paths how many guarded paths changed in all, at most {@link #MANY}
 * @param commits every new commit that changes one of them, oldest first
 */
public record GuardedChange(
        Rule.GuardedPaths guard, String path, Optional<ObjectId> commit, int paths, List<CommitFacts> commits) {
    /** No one counts further: a few folders that hold each other can mean more files than there are anywhere. */
    public static final int MANY = 1_000_000;

    public GuardedChange {
        commits = List.copyOf(commits);
    }

    /** The path, and how many others there are. */
    public String words() {
        if (paths == 1) {
            return path;
        }
        return path + (paths < MANY ? " and " + (paths - 1) : " and a million or") + " more";
    }
}
