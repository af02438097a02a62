package dev.refwarden.decision;

import dev.refwarden.git.RefUpdate;
import dev.refwarden.policy.Rule;

/** Whether a ref may move or go the way it does. */
final class MovementJudge {
    private MovementJudge() {}

    static void judge(UpdateEvidence update, RuleEvidence evidence, Findings.OfRule into) {
        Rule rule = evidence.rule();
        if (!rule.governsRefs()) {
            return;
        }
        boolean tag = rule.tags().isPresent() || evidence.ref().isUnder("refs/tags/");
        boolean forceAllowed = rule.push().filter(Rule.Push::forceAllowed).isPresent();
        boolean deleteAllowed = rule.push().filter(Rule.Push::deleteAllowed).isPresent();
        if (update.advance() == Advance.DELETED && !deleteAllowed) {
            into.add(tag ? Code.TAG_DELETED : Code.BRANCH_DELETED, "it may not be deleted");
        }
        if (tag && moves(update.update()) && !forceAllowed) {
            into.add(Code.TAG_MOVED, "it is there already, at " + abbreviated(update) + ", and may not move");
        }
        // Where the new tip cannot be read, that is what is wrong, and how it moves is anybody's guess.
        boolean readable = update.pushed().trouble().isEmpty()
                && (update.pushed().isCommit() || !evidence.ref().isUnder("refs/heads/"));
        if (!tag && readable && update.advance() == Advance.FORCED && !forceAllowed) {
            into.add(
                    Code.NON_FAST_FORWARD,
                    "the push would drop commits that are there, from " + abbreviated(update) + " on");
        }
    }

    private static boolean moves(RefUpdate update) {
        return !update.creates() && !update.deletes();
    }

    private static String abbreviated(UpdateEvidence update) {
        return update.update().before().abbreviated();
    }
}
