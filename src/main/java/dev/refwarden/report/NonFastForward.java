package dev.refwarden.report;

import dev.refwarden.decision.RuleEvidence;
import dev.refwarden.decision.UpdateEvidence;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import java.util.Optional;

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

    /** Says how commits come on top of what the push would drop. */
    static void onTop(RuleEvidence rule, Optional<ObjectId> tip, Lines lines) {
        boolean addsNothing =
                rule.rule().commits().isPresent() && rule.commits().isEmpty();
        if (addsNothing || tip.isEmpty()) {
            lines.hint("what is there stays; to undo commits, revert them (git revert) and push that");
            return;
        }
        lines.hint("put your commits on top of what is there and push without force:");
        lines.command(fetch(rule.ref()));
        lines.command(rebase(rule.ref(), tip.get()));
    }

    /** Says how what is pushed gets behind what someone else pushed meanwhile. */
    static void meanwhile(UpdateEvidence update, Lines lines) {
        Optional<ObjectId> tip = update.pushed().commit();
        RefName ref = update.update().ref();
        if (tip.isEmpty() || !ref.isUnder("refs/heads/")) {
            lines.hint("someone else pushed meanwhile; look at what is there now, and push again:");
            lines.command(fetch(ref));
            return;
        }
        lines.hint("someone else pushed meanwhile; put your commits on top of what is there and push again:");
        lines.command(fetch(ref));
        lines.command(rebase(ref, tip.get()));
    }
}
