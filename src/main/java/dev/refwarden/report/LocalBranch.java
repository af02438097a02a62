package dev.refwarden.report;

import dev.refwarden.git.ObjectId;

/** The pushed branch as the pusher's clone calls it, which no server knows: the words of a shell that find it. */
final class LocalBranch {
    private LocalBranch() {}

    /** The branch that is at {@code tip}, before others the one that is checked out; where there is none, the id. */
    static String at(ObjectId tip) {
        String id = tip.abbreviated();
        return "\"$(git for-each-ref --count=1 --sort=-HEAD --points-at=" + id
                + " --format='%(refname:lstrip=2)' refs/heads | grep . || echo " + id + ")\"";
    }
}
