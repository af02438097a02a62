package dev.refwarden.report;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;

/** The commands that put commits on top of what a ref holds, without changing what is there. */
final class NonFastForward {
    private NonFastForward() {}

    static String fetch(RefName ref) {
        return "git fetch origin " + Printable.shellWord(ref.value());
    }

    /** To be run after fetching; signs what it moves. */
    static String rebase(RefName ref, ObjectId tip) {
        return "git rebase --force-rebase --rebase-merges -S FETCH_HEAD " + LocalBranch.at(tip);
    }
}
